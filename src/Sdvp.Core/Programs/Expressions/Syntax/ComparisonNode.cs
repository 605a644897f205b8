using System.Collections.Immutable;

namespace Sdvp.Core.Programs.Expressions.Syntax;

/// <summary>A chain of comparisons: all must hold, each operand is evaluated at most once.</summary>
internal sealed record ComparisonNode(ExpressionNode First, ImmutableArray<ComparisonLink> Links, SourceSpan Span)
    : ExpressionNode(Span, Math.Max(First.Depth, Links.Max(l => l.Operand.Depth)) + 1);
