namespace Sdvp.Core.Programs.Expressions.Syntax;

/// <summary><c>and</c>, <c>or</c>, <c>xor</c>.</summary>
internal sealed record LogicalNode(LogicalOperator Operator, ExpressionNode Left, ExpressionNode Right, SourceSpan Span)
    : ExpressionNode(Span, DepthOver([Left, Right]));
