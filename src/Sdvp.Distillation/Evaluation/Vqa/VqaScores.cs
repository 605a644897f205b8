using System.Collections.Immutable;

namespace Sdvp.Distillation.Evaluation.Vqa;

/// <summary>VQAv2's official scores, in percent, rounded as the official script rounds.</summary>
/// <param name="Overall">The mean of all questions.</param>
/// <param name="PerQuestionType">The means by question type.</param>
/// <param name="PerAnswerType">The means by answer type.</param>
public sealed record VqaScores(
    double Overall, ImmutableSortedDictionary<string, double> PerQuestionType, ImmutableSortedDictionary<string, double> PerAnswerType);
