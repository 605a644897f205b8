namespace Sdvp.Core.Programs.Viper.Runtime;

internal enum BinaryOperator
{
    Or,
    Xor,
    And,
    ShiftLeft,
    ShiftRight,
    Add,
    Subtract,
    Multiply,
    MatrixMultiply,
    Divide,
    FloorDivide,
    Modulo,
    Power,
}
