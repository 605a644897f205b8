namespace Sdvp.Core.Programs.Expressions.Syntax;

/// <summary>How operators are written.</summary>
internal static class OperatorText
{
    public static string Symbol(this UnaryOperator op) => op switch
    {
        UnaryOperator.Plus => "+",
        UnaryOperator.Minus => "-",
        _ => "not",
    };

    public static string Symbol(this ArithmeticOperator op) => op switch
    {
        ArithmeticOperator.Add => "+",
        ArithmeticOperator.Subtract => "-",
        ArithmeticOperator.Multiply => "*",
        ArithmeticOperator.Divide => "/",
        ArithmeticOperator.FloorDivide => "//",
        _ => "%",
    };

    public static string Symbol(this LogicalOperator op) => op switch
    {
        LogicalOperator.Or => "or",
        LogicalOperator.Xor => "xor",
        _ => "and",
    };

    public static string Symbol(this ComparisonOperator op) => op switch
    {
        ComparisonOperator.Equal => "==",
        ComparisonOperator.NotEqual => "!=",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        ComparisonOperator.GreaterOrEqual => ">=",
        ComparisonOperator.In => "in",
        ComparisonOperator.NotIn => "not in",
        ComparisonOperator.Is => "is",
        _ => "is not",
    };
}
