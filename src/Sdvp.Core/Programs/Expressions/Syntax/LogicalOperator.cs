namespace Sdvp.Core.Programs.Expressions.Syntax;

internal enum LogicalOperator
{
    Or,
    Xor,
    And,
}
