namespace Sdvp.Core.Programs.Expressions.Syntax;

/// <summary><c>then if condition else otherwise</c>.</summary>
internal sealed record ConditionalNode(ExpressionNode Then, ExpressionNode Condition, ExpressionNode Otherwise, SourceSpan Span)
    : ExpressionNode(Span, DepthOver([Then, Condition, Otherwise]));
