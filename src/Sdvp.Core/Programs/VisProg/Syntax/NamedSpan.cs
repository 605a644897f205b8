namespace Sdvp.Core.Programs.VisProg.Syntax;

/// <summary>A name and its place.</summary>
internal readonly record struct NamedSpan(string Name, SourceSpan Span);
