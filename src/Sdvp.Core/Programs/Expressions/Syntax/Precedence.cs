namespace Sdvp.Core.Programs.Expressions.Syntax;

/// <summary>How tightly operators bind; higher is tighter.</summary>
internal static class Precedence
{
    public const int Conditional = 0;
    public const int Or = 1;
    public const int Xor = 2;
    public const int And = 3;
    public const int Not = 4;
    public const int Comparison = 5;
    public const int Sum = 6;
    public const int Term = 7;
    public const int Sign = 8;
    public const int Atom = 9;

    public static int Of(ExpressionNode node) => node switch
    {
        ConditionalNode => Conditional,
        LogicalNode logical => Of(logical.Operator),
        UnaryNode { Operator: UnaryOperator.Not } => Not,
        UnaryNode => Sign,
        ComparisonNode => Comparison,
        ArithmeticNode arithmetic => Of(arithmetic.Operator),
        _ => Atom,
    };

    public static int Of(LogicalOperator op) => op switch
    {
        LogicalOperator.Or => Or,
        LogicalOperator.Xor => Xor,
        _ => And,
    };

    public static int Of(ArithmeticOperator op) => op is ArithmeticOperator.Add or ArithmeticOperator.Subtract ? Sum : Term;
}
