namespace Sdvp.Core.Programs.VisProg.Syntax;

/// <summary>Something already diagnosed.</summary>
internal sealed record InvalidSyntax(SourceSpan Span) : ValueSyntax(Span);
