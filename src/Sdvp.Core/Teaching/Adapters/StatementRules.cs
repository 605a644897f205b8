using System.Collections.Immutable;

namespace Sdvp.Core.Teaching.Adapters;

/// <summary>Rules for the questions that visual programs commonly ask of one image of a pair.</summary>
public static class StatementRules
{
    /// <summary>
    /// Existence (<c>is there a dog?</c>, <c>are there dogs?</c>, <c>does the image show a dog?</c>), numbers (<c>how many dogs are there?</c>,
    /// <c>how many dogs are in the image?</c>), attributes (<c>what color is the dog?</c> with the candidates named <c>color</c>; likewise <c>shape</c>,
    /// <c>size</c> and <c>material</c>) and predicates of one word (<c>is the dog black?</c>).
    /// </summary>
    public static ImmutableArray<StatementRule> English { get; } =
    [
        new(StatementRuleKind.YesNo, @"(is|are) there (?<x>.+)", "there {1} {x}"),
        new(StatementRuleKind.YesNo, @"does the image (?<v>show|contain|have) (?<x>.+)", "there is {x}"),
        new(StatementRuleKind.Count, @"how many (?<x>.+?) (are|is) (there|visible|shown|(there )?in (the|this) (image|picture))", "there {be} {count} {noun x}"),
        new(StatementRuleKind.Count, @"what is the number of (?<x>.+)", "there {be} {count} {noun x}"),
        new(StatementRuleKind.Choice, @"what (color|colour) (is|are) (?<x>.+)", "{x} {2} {candidate}", "color"),
        new(StatementRuleKind.Choice, @"what shape (is|are) (?<x>.+)", "{x} {1} {candidate}", "shape"),
        new(StatementRuleKind.Choice, @"what size (is|are) (?<x>.+)", "{x} {1} {candidate}", "size"),
        new(StatementRuleKind.Choice, @"what material (is|are) (?<x>.+)", "{x} {1} {candidate}", "material"),
        new(StatementRuleKind.YesNo, @"(is|are) (?<x>the .+) (?<y>[^ ]+)", "{x} {1} {y}"),
    ];

    /// <summary>
    /// <see cref="English"/>, and what Viper's functions ask of a part of an image: what it shows (<c>is this a dog?</c>, <c>is it a dog?</c>), and what is made of
    /// what (<c>is the table made of wood?</c>, <c>is the cup on the table?</c>).
    /// </summary>
    public static ImmutableArray<StatementRule> WithParts { get; } =
    [
        .. English,
        new(StatementRuleKind.YesNo, @"(is|are) (this|it|these|they) (?<x>.+)", "there {1} {x}"),
        new(StatementRuleKind.YesNo, @"(is|are) (?<x>the .+?) (?<y>(made|on|in|under|above|below|near|behind|beside|to) .+)", "{x} {1} {y}"),
    ];
}
