namespace Sdvp.Core.Programs.Expressions.Syntax;

/// <summary>A token of an expression.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">Its characters; the name for holes.</param>
/// <param name="Span">Its place.</param>
/// <param name="Node">The finished node of numbers, texts and holes.</param>
internal readonly record struct ExpressionToken(ExpressionTokenKind Kind, string Text, SourceSpan Span, ExpressionNode? Node = null)
{
    public bool IsSymbol(string symbol) => Kind == ExpressionTokenKind.Symbol && Text == symbol;

    public bool IsName(string name) => Kind == ExpressionTokenKind.Name && Text == name;
}
