namespace Sdvp.Core.Programs.Expressions.Syntax;

internal enum ExpressionTokenKind
{
    End,
    Name,
    Number,
    Text,
    Hole,
    Symbol,

    /// <summary>Something already diagnosed.</summary>
    Invalid,
}
