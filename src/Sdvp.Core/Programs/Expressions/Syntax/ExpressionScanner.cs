using System.Globalization;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Expressions.Syntax;

/// <summary>Cuts the text of an expression into tokens.</summary>
internal sealed class ExpressionScanner(SourceText source, DiagnosticBag diagnostics)
{
    // Longest first. Those that no expression may hold are here to be named as a whole when they are refused.
    private static readonly string[] Symbols =
    [
        "==", "!=", "<=", ">=", "<>", "//", "**", "&&", "||",
        "(", ")", "[", "]", ",", "+", "-", "*", "/", "%", "<", ">", "=", ".", "!", "&", "|", "^", ":", ";", "}",
    ];

    private int _position;

    public List<ExpressionToken> Scan()
    {
        var tokens = new List<ExpressionToken>();
        do
        {
            tokens.Add(Next());
        }
        while (tokens[^1].Kind != ExpressionTokenKind.End);
        return tokens;
    }

    private ExpressionToken Next()
    {
        var text = source.Text;
        while (_position < text.Length && char.IsWhiteSpace(text[_position]))
        {
            _position++;
        }

        if (_position == text.Length)
        {
            return Token(ExpressionTokenKind.End, _position);
        }

        var start = _position;
        var c = text[start];
        if (StartsText(text.AsSpan(start)))
        {
            var node = QuotedTextScanner.Scan(source, ref _position, diagnostics);
            return Token(ExpressionTokenKind.Text, start, node);
        }

        if (HoleScanner.IsIdentifierStart(c))
        {
            Skip(HoleScanner.IsIdentifierPart);
            return Token(ExpressionTokenKind.Name, start);
        }

        if (char.IsAsciiDigit(c) || (c == '.' && start + 1 < text.Length && char.IsAsciiDigit(text[start + 1])))
        {
            return Number();
        }

        return c == '{' ? Hole() : Symbol();
    }

    private static bool StartsText(ReadOnlySpan<char> text) => text switch
    {
        ['\'' or '"', ..] => true,
        ['f' or 'F' or 'r' or 'R', '\'' or '"', ..] => true,
        ['f' or 'F', 'r' or 'R', '\'' or '"', ..] or ['r' or 'R', 'f' or 'F', '\'' or '"', ..] => true,
        _ => false,
    };

    private ExpressionToken Number()
    {
        var start = _position;
        Skip(char.IsAsciiDigit);
        var isInteger = true;
        if (_position < source.Text.Length && source.Text[_position] == '.')
        {
            isInteger = false;
            _position++;
            Skip(char.IsAsciiDigit);
        }

        var span = source.Span(start, _position - start);
        var digits = source.Text.AsSpan(start, _position - start);
        if (isInteger && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var integer))
        {
            return Token(ExpressionTokenKind.Number, start, new LiteralNode(new IntegerValue(integer), span));
        }

        if (!isInteger && double.Parse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) is var number && double.IsFinite(number))
        {
            return Token(ExpressionTokenKind.Number, start, new LiteralNode(new NumberValue(number), span));
        }

        diagnostics.Error(ExpressionCodes.NumberOutOfRange, $"The number is out of range; integers go up to {long.MaxValue}.", span);
        return Token(ExpressionTokenKind.Invalid, start);
    }

    private ExpressionToken Hole()
    {
        var start = _position;
        if (start + 1 < source.Text.Length && source.Text[start + 1] == '{')
        {
            diagnostics.Error(ExpressionCodes.Syntax, "A brace that is meant as text stands only inside quotes.", source.Span(start, 2));
            _position += 2;
            return Token(ExpressionTokenKind.Invalid, start);
        }

        return Token(ExpressionTokenKind.Hole, start, HoleScanner.Scan(source, ref _position, source.Text.Length, diagnostics));
    }

    private ExpressionToken Symbol()
    {
        var start = _position;
        foreach (var symbol in Symbols)
        {
            if (source.Text.AsSpan(start).StartsWith(symbol, StringComparison.Ordinal))
            {
                _position += symbol.Length;
                return Token(ExpressionTokenKind.Symbol, start);
            }
        }

        _position += char.IsSurrogatePair(source.Text, start) ? 2 : 1;
        var span = source.Span(start, _position - start);
        diagnostics.Error(
            ExpressionCodes.Syntax, $"The character '{source.Text.AsSpan(start, span.Length)}' has no meaning in an expression; text stands in quotes.", span);
        return Token(ExpressionTokenKind.Invalid, start);
    }

    private void Skip(Func<char, bool> predicate)
    {
        while (_position < source.Text.Length && predicate(source.Text[_position]))
        {
            _position++;
        }
    }

    private ExpressionToken Token(ExpressionTokenKind kind, int start) =>
        new(kind, source.Text[start.._position], source.Span(start, _position - start));

    private ExpressionToken Token(ExpressionTokenKind kind, int start, ExpressionNode? node) =>
        Token(node is null ? ExpressionTokenKind.Invalid : kind, start) with { Node = node };
}
