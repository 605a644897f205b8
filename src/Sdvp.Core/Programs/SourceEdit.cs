namespace Sdvp.Core.Programs;

/// <summary>A change of a source text.</summary>
/// <param name="Span">What is taken away; of length 0 where text is only put in.</param>
/// <param name="Replacement">What is put in its place; empty where text is only taken away.</param>
public readonly record struct SourceEdit(SourceSpan Span, string Replacement);
