namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>The accuracy of one part of the questions.</summary>
/// <param name="Accuracy">In percent.</param>
/// <param name="Count">Questions in this part.</param>
public sealed record GqaScore(double Accuracy, int Count);
