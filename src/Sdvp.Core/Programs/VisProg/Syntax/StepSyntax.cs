using System.Collections.Immutable;

namespace Sdvp.Core.Programs.VisProg.Syntax;

/// <summary>A step as it is written.</summary>
internal sealed record StepSyntax(NamedSpan Output, NamedSpan Module, ImmutableArray<ArgumentSyntax> Arguments, SourceSpan Span);
