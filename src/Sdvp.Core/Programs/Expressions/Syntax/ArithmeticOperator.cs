namespace Sdvp.Core.Programs.Expressions.Syntax;

internal enum ArithmeticOperator
{
    Add,
    Subtract,
    Multiply,

    // From here on the divisor must not be zero.
    Divide,
    FloorDivide,
    Modulo,
}
