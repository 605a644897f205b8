namespace Sdvp.Core.Programs.VisProg.Syntax;

/// <summary>An expression without its quotes.</summary>
internal sealed record RawExpressionSyntax(string Text, SourceSpan Span) : ValueSyntax(Span);
