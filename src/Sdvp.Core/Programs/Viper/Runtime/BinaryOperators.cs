namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>Signs and precedence of binary operators.</summary>
internal static class BinaryOperators
{
    /// <summary>The precedence of <c>|</c>.</summary>
    public const int LowestPrecedence = 1;

    public static BinaryOperator? Find(string symbol) => symbol switch
    {
        "|" => BinaryOperator.Or,
        "^" => BinaryOperator.Xor,
        "&" => BinaryOperator.And,
        "<<" => BinaryOperator.ShiftLeft,
        ">>" => BinaryOperator.ShiftRight,
        "+" => BinaryOperator.Add,
        "-" => BinaryOperator.Subtract,
        "*" => BinaryOperator.Multiply,
        "@" => BinaryOperator.MatrixMultiply,
        "/" => BinaryOperator.Divide,
        "//" => BinaryOperator.FloorDivide,
        "%" => BinaryOperator.Modulo,
        "**" => BinaryOperator.Power,
        _ => null,
    };

    public static string Symbol(this BinaryOperator op) => op switch
    {
        BinaryOperator.Or => "|",
        BinaryOperator.Xor => "^",
        BinaryOperator.And => "&",
        BinaryOperator.ShiftLeft => "<<",
        BinaryOperator.ShiftRight => ">>",
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.MatrixMultiply => "@",
        BinaryOperator.Divide => "/",
        BinaryOperator.FloorDivide => "//",
        BinaryOperator.Modulo => "%",
        _ => "** or pow()",
    };

    public static int Precedence(BinaryOperator op) => op switch
    {
        BinaryOperator.Or => LowestPrecedence,
        BinaryOperator.Xor => 2,
        BinaryOperator.And => 3,
        BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight => 4,
        BinaryOperator.Add or BinaryOperator.Subtract => 5,
        BinaryOperator.Power => 7,
        _ => 6,
    };
}
