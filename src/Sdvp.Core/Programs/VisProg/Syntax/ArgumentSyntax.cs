namespace Sdvp.Core.Programs.VisProg.Syntax;

/// <summary>An argument as it is written; without a name where it is positional.</summary>
internal sealed record ArgumentSyntax(NamedSpan? Name, ValueSyntax Value, SourceSpan Span);
