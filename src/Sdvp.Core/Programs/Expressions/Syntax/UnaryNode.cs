namespace Sdvp.Core.Programs.Expressions.Syntax;

/// <summary>A sign or <c>not</c>.</summary>
internal sealed record UnaryNode(UnaryOperator Operator, ExpressionNode Operand, SourceSpan Span) : ExpressionNode(Span, Operand.Depth + 1);
