namespace Sdvp.Core.Programs.VisProg.Syntax;

/// <summary>A value as it is written.</summary>
internal abstract record ValueSyntax(SourceSpan Span);
