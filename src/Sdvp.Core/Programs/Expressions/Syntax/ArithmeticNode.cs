namespace Sdvp.Core.Programs.Expressions.Syntax;

/// <summary>An arithmetic operation.</summary>
internal sealed record ArithmeticNode(ArithmeticOperator Operator, ExpressionNode Left, ExpressionNode Right, SourceSpan Span)
    : ExpressionNode(Span, DepthOver([Left, Right]));
