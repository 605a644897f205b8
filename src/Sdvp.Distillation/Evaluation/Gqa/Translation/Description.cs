using System.Collections.Immutable;

namespace Sdvp.Distillation.Evaluation.Gqa.Translation;

/// <summary>Objects in words, such as "red lamp on the table".</summary>
/// <param name="Noun">What they are.</param>
/// <param name="Adjectives">What stands before the noun, in order.</param>
/// <param name="Clauses">What stands behind it, in order.</param>
internal sealed record Description(string Noun, ImmutableArray<string> Adjectives, ImmutableArray<string> Clauses)
{
    /// <summary>The noun for objects of any kind.</summary>
    public const string AnyNoun = "thing";

    public Description(string noun)
        : this(noun == "_" ? AnyNoun : noun, [], [])
    {
    }

    public string Text => string.Join(' ', [.. Adjectives, Noun, .. Clauses]);

    public bool IsAny => Noun == AnyNoun;

    public bool IsPlural => English.IsPlural(Noun);

    /// <summary>Whether it can be looked for by name alone.</summary>
    public bool IsSimple => Clauses.IsEmpty;

    public string Be => IsPlural ? "are" : "is";

    public Description With(Property property) => property.IsNegated ? this with { Clauses = Clauses.Add($"that {Be} not {property.Predicate}") }
        : property.IsClause ? this with { Clauses = Clauses.Add(property.Predicate) }
        : this with { Adjectives = Adjectives.Add(property.Value) };

    public string ChoiceOf(Property first, Property second) =>
        $"{Be} the {Text} {first.Predicate} or {(first.Attribute == "material" ? second.Value : second.Predicate)}?";

    public Description Related(string clause) => this with { Clauses = Clauses.Add(clause) };
}
