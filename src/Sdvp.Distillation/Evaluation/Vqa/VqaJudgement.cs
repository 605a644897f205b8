using System.Collections.Immutable;

namespace Sdvp.Distillation.Evaluation.Vqa;

/// <summary>How a prediction was compared.</summary>
/// <param name="Accuracy">The soft accuracy, in [0, 1].</param>
/// <param name="IsNormalised">Whether the texts were normalised: only where the people's answers differ.</param>
/// <param name="Prediction">The prediction as it was compared.</param>
/// <param name="Answers">The people's answers as they were compared.</param>
public sealed record VqaJudgement(double Accuracy, bool IsNormalised, string Prediction, ImmutableArray<string> Answers);
