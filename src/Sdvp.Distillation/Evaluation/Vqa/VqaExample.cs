using System.Collections.Immutable;

namespace Sdvp.Distillation.Evaluation.Vqa;

/// <summary>A question of VQAv2 with its answers, for evaluation.</summary>
/// <param name="QuestionId">The question.</param>
/// <param name="QuestionType">Its first words, such as <c>what color is the</c>.</param>
/// <param name="AnswerType"><c>yes/no</c>, <c>number</c> or <c>other</c>.</param>
/// <param name="Answers">The answers, usually ten.</param>
public sealed record VqaExample(long QuestionId, string QuestionType, string AnswerType, ImmutableArray<VqaAnswer> Answers)
{
    /// <inheritdoc/>
    public bool Equals(VqaExample? other) => other is not null && QuestionId == other.QuestionId && QuestionType == other.QuestionType
        && AnswerType == other.AnswerType && Answers.SequenceEqual(other.Answers);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(QuestionId, QuestionType, AnswerType, Answers.Length);
}
