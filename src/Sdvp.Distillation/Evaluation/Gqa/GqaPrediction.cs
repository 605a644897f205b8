namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>A model's answer to a question.</summary>
/// <param name="QuestionId">The question.</param>
/// <param name="Answer">The answer, as it will be compared: the official metric normalises nothing.</param>
public sealed record GqaPrediction(string QuestionId, string Answer);
