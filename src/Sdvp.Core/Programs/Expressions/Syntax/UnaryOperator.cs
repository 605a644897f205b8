namespace Sdvp.Core.Programs.Expressions.Syntax;

internal enum UnaryOperator
{
    Plus,
    Minus,
    Not,
}
