using System.Collections.Immutable;

namespace Sdvp.Core.Programs.VisProg.Syntax;

/// <summary>A call inside a call, to be lowered.</summary>
internal sealed record CallSyntax(NamedSpan Module, ImmutableArray<ArgumentSyntax> Arguments, SourceSpan Span) : ValueSyntax(Span);
