namespace Sdvp.Core.Programs.Expressions.Syntax;

/// <summary>An operator of a chained comparison with the operand on its right.</summary>
internal readonly record struct ComparisonLink(ComparisonOperator Operator, ExpressionNode Operand);
