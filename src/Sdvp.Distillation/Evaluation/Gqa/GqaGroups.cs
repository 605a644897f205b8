namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>The groups by which GQA balances answers.</summary>
/// <param name="Global">Group over the whole set; null where the question has none.</param>
/// <param name="Local">Group of similar questions; null where it is not given.</param>
public sealed record GqaGroups(string? Global, string? Local);
