namespace Sdvp.Distillation.Evaluation.Vqa;

/// <summary>What one person answered.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Confidence">How sure the person was: <c>yes</c>, <c>maybe</c> or <c>no</c>; null where it is not given.</param>
/// <param name="Id">Number of the answer within its question; null where it is not given.</param>
public sealed record VqaAnswer(string Answer, string? Confidence = null, int? Id = null);
