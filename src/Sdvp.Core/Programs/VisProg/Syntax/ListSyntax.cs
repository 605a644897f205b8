using System.Collections.Immutable;

namespace Sdvp.Core.Programs.VisProg.Syntax;

/// <summary>A list in brackets.</summary>
internal sealed record ListSyntax(ImmutableArray<ValueSyntax> Items, SourceSpan Span) : ValueSyntax(Span);
