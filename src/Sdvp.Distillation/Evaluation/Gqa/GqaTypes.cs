namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>The types of a GQA question; each is null where it is not given.</summary>
/// <param name="Structural"><c>verify</c>, <c>query</c>, <c>choose</c>, <c>logical</c> or <c>compare</c>.</param>
/// <param name="Semantic"><c>obj</c>, <c>attr</c>, <c>cat</c>, <c>rel</c> or <c>global</c>.</param>
/// <param name="Detailed">The template, such as <c>existRelS</c>.</param>
public sealed record GqaTypes(string? Structural, string? Semantic, string? Detailed);
