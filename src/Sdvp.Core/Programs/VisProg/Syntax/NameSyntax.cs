namespace Sdvp.Core.Programs.VisProg.Syntax;

/// <summary>A variable's name.</summary>
internal sealed record NameSyntax(string Name, SourceSpan Span) : ValueSyntax(Span);
