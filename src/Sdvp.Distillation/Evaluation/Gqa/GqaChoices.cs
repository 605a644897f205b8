using System.Collections.Immutable;

namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>What a question could be answered with, from a file such as <c>val_choices.json</c>.</summary>
/// <param name="QuestionId">The question.</param>
/// <param name="Valid">Answers that fit the question, such as all colours.</param>
/// <param name="Plausible">Answers that also make sense, such as the colours that apples have.</param>
public sealed record GqaChoices(string QuestionId, ImmutableArray<string> Valid, ImmutableArray<string> Plausible)
{
    /// <inheritdoc/>
    public bool Equals(GqaChoices? other) =>
        other is not null && QuestionId == other.QuestionId && Valid.SequenceEqual(other.Valid) && Plausible.SequenceEqual(other.Plausible);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(QuestionId, Valid.Length, Plausible.Length);
}
