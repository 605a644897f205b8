using System.Collections.Immutable;

namespace Sdvp.Core.Programs.Expressions.Syntax;

/// <summary>A call of a function from the allow-list.</summary>
internal sealed record CallNode(string Function, ImmutableArray<ExpressionNode> Arguments, SourceSpan Span)
    : ExpressionNode(Span, DepthOver(Arguments.AsSpan()));
