using System.Globalization;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Syntax;

/// <summary>Splits source into tokens, line structure included. One lexer reads one text, or a part of it, once.</summary>
internal sealed class Lexer
{
    private const int MaximumIndents = 40;

    private static readonly string[] Symbols =
    [
        "**=", "//=", ">>=", "<<=", "...", "!=", "->", ":=", "**", "//", "<<", ">>", "<=", ">=", "==", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@=",
        "(", ")", "[", "]", "{", "}", ",", ":", ".", ";", "@", "=", "+", "-", "*", "/", "%", "&", "|", "^", "~", "<", ">",
    ];

    private readonly string _text;
    private readonly int _end;
    private readonly bool _isInner;
    private readonly List<Token> _tokens = [];
    private readonly Stack<int> _indents = new();
    private readonly BracketStack _brackets = new();
    private int _position;

    private Lexer(string text, int start, int end, bool isInner)
    {
        _text = text;
        _position = start;
        _end = end;
        _isInner = isInner;
    }

    /// <summary>Whether the first line was indented: a fragment that was cut out of a function.</summary>
    public bool IsIndented { get; private set; }

    /// <summary>Reads a whole program.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the program begins in it.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="isIndented">Whether its first line is indented.</param>
    public static List<Token> ReadProgram(string text, int start, int end, out bool isIndented)
    {
        var lexer = new Lexer(text, start, end, false);
        lexer.ReadLines();
        isIndented = lexer.IsIndented;
        return lexer._tokens;
    }

    /// <summary>Reads an expression inside of a formatted text, where line ends mean nothing.</summary>
    public static List<Token> ReadExpression(string text, int start, int end)
    {
        var lexer = new Lexer(text, start, end, true);
        while (lexer.SkipBlanks())
        {
            lexer.ReadToken();
        }

        lexer._brackets.RequireClosed();
        lexer.Add(TokenKind.End, end, end);
        return lexer._tokens;
    }

    private void ReadLines()
    {
        while (_position < _end)
        {
            ReadLine();
        }

        _brackets.RequireClosed();
        if (_tokens.Count > 0 && _tokens[^1].Kind is not (TokenKind.NewLine or TokenKind.Dedent))
        {
            Add(TokenKind.NewLine, _end, _end);
        }

        while (_indents.Count > 1)
        {
            _indents.Pop();
            Add(TokenKind.Dedent, _end, _end);
        }

        Add(TokenKind.End, _end, _end);
    }

    private void ReadLine()
    {
        var indent = MeasureIndent();
        if (_position >= _end || IsLineEnd(_text[_position]) || _text[_position] == '#')
        {
            SkipLine();
            return;
        }

        Indent(indent);
        while (SkipBlanks())
        {
            if (IsLineEnd(_text[_position]))
            {
                Add(TokenKind.NewLine, _position, _position);
                SkipLine();
                return;
            }

            ReadToken();
        }
    }

    private int MeasureIndent()
    {
        var indent = 0;
        for (; _position < _end; _position++)
        {
            switch (_text[_position])
            {
                case ' ' or '\u00A0':
                    indent++;
                    break;
                case '\t':
                    indent = (indent / 8 * 8) + 8;
                    break;
                case '\f' or '\uFEFF':
                    break;
                default:
                    return indent;
            }
        }

        return indent;
    }

    private void Indent(int indent)
    {
        if (_indents.Count == 0)
        {
            IsIndented = indent > 0;
            _indents.Push(indent);
            return;
        }

        if (indent > _indents.Peek())
        {
            if (_indents.Count > MaximumIndents)
            {
                throw new SyntaxException(ViperCodes.TooDeep, $"Blocks may be nested {MaximumIndents} deep.", _position, _position + 1);
            }

            _indents.Push(indent);
            Add(TokenKind.Indent, _position, _position);
            return;
        }

        while (indent < _indents.Peek())
        {
            if (_indents.Count == 1)
            {
                throw Error("The line is indented less than the first line of the program; indent all of its lines alike.");
            }

            _indents.Pop();
            Add(TokenKind.Dedent, _position, _position);
        }

        if (indent != _indents.Peek())
        {
            throw Error("unindent does not match any outer indentation level; indent the line as the block that it belongs to.");
        }
    }

    /// <summary>Moves to the next token or, outside of brackets, to the end of the line; false at the end of the text.</summary>
    private bool SkipBlanks()
    {
        while (_position < _end)
        {
            var c = _text[_position];
            if (c == '#')
            {
                _position = LineEnd(_position);
            }
            else if (c == '\\' && _position + 1 < _end && IsLineEnd(_text[_position + 1]))
            {
                _position++;
                SkipLine();
            }
            else if (IsLineEnd(c) && (_isInner || _brackets.Count > 0))
            {
                SkipLine();
            }
            else if (c is ' ' or '\t' or '\f' or '\u00A0' or '\uFEFF')
            {
                _position++;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private void ReadToken()
    {
        var start = _position;
        var c = _text[start];
        if (TextLiteral.Starts(_text, start, _end))
        {
            _position = TextLiteral.FindEnd(_text, start, _end);
            _tokens.Add(new Token(TokenKind.Text, start, _position, ""));
        }
        else if (char.IsAsciiDigit(c) || (c == '.' && start + 1 < _end && char.IsAsciiDigit(_text[start + 1])))
        {
            var value = NumberLiteral.Read(_text, ref _position, _end);
            _tokens.Add(new Token(TokenKind.Number, start, _position, "", value));
        }
        else if (IsNameStart(c))
        {
            while (_position < _end && IsNamePart(_text[_position]))
            {
                _position++;
            }

            var name = _text[start.._position];
            _tokens.Add(new Token(Keywords.All.Contains(name) ? TokenKind.Keyword : TokenKind.Name, start, _position, name));
        }
        else
        {
            ReadSymbol(start);
        }
    }

    private void ReadSymbol(int start)
    {
        var rest = _text.AsSpan(start, _end - start);
        foreach (var symbol in Symbols)
        {
            if (rest.StartsWith(symbol, StringComparison.Ordinal))
            {
                _brackets.Track(symbol[0], start);
                _position += symbol.Length;
                _tokens.Add(new Token(TokenKind.Symbol, start, _position, symbol));
                return;
            }
        }

        var length = rest.Length > 1 && char.IsSurrogatePair(rest[0], rest[1]) ? 2 : 1;
        var code = length == 2 ? char.ConvertToUtf32(rest[0], rest[1]) : rest[0];
        _position += length;
        throw new SyntaxException(
            ViperCodes.Syntax,
            $"The character '{rest[..length]}' (U+{code:X4}) has no meaning here; text stands in plain quotes.",
            start,
            start + length);
    }

    private void SkipLine()
    {
        _position = LineEnd(_position);
        if (_position < _end)
        {
            _position += _text[_position] == '\r' && _position + 1 < _end && _text[_position + 1] == '\n' ? 2 : 1;
        }
    }

    private int LineEnd(int position)
    {
        var length = _text.AsSpan(position, _end - position).IndexOfAny('\n', '\r');
        return length < 0 ? _end : position + length;
    }

    private void Add(TokenKind kind, int start, int end) => _tokens.Add(new Token(kind, start, end, ""));

    private SyntaxException Error(string message) => new(ViperCodes.Indentation, message, _position, Math.Min(_end, _position + 1));

    private static bool IsLineEnd(char c) => c is '\n' or '\r';

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_' || (c > 127 && char.IsLetter(c));

    private static bool IsNamePart(char c) =>
        char.IsAsciiLetterOrDigit(c) || c == '_'
        || (c > 127 && (char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark));
}
