using System.Text;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Syntax;

/// <summary>Reads the content of one formatted text: runs of characters, and fields in braces.</summary>
internal sealed class FormatTextReader(string source, TextLiteral literal, Func<int, int, Expr> parse)
{
    private const int MaximumSpecDepth = 2;

    private int _position = literal.ContentStart;

    public void Read(StringBuilder text, List<Expr> parts) => ReadParts(text, parts, 0);

    /// <summary>Makes a constant of the characters read so far.</summary>
    public static void CloseRun(StringBuilder text, List<Expr> parts, int start, int end)
    {
        if (text.Length > 0)
        {
            parts.Add(new Expr.Constant(PyText.Of(text.ToString()), start, end));
            text.Clear();
        }
    }

    private void ReadParts(StringBuilder text, List<Expr> parts, int depth)
    {
        while (_position < literal.ContentEnd)
        {
            var run = _position;
            while (_position < literal.ContentEnd && source[_position] is not ('{' or '}'))
            {
                _position += source[_position] == '\\' && !literal.IsRaw && _position + 1 < literal.ContentEnd && source[_position + 1] is not ('{' or '}') ? 2 : 1;
            }

            _position = Math.Min(_position, literal.ContentEnd);
            literal.AppendTo(text, source, run, _position);
            if (_position >= literal.ContentEnd)
            {
                return;
            }

            var c = source[_position];
            if (depth == 0 && _position + 1 < literal.ContentEnd && source[_position + 1] == c)
            {
                text.Append(c);
                _position += 2;
            }
            else if (c == '}')
            {
                if (depth > 0)
                {
                    return;
                }

                throw Error("f-string: single '}' is not allowed; a brace that is meant as text is written twice.", _position);
            }
            else
            {
                ReadField(text, parts, depth);
            }
        }
    }

    private void ReadField(StringBuilder text, List<Expr> parts, int depth)
    {
        var open = _position++;
        if (depth >= MaximumSpecDepth)
        {
            throw Error("f-string: expressions nested too deeply.", open);
        }

        var start = _position;
        FindFieldEnd(open);
        var end = _position;
        var isDebug = source[_position] == '=';
        if (isDebug)
        {
            _position++;
            while (_position < literal.ContentEnd && source[_position] is ' ' or '\t' or '\n')
            {
                _position++;
            }

            text.Append(source, start, _position - start);
        }

        CloseRun(text, parts, open, start);
        var value = parse(start, end);
        var conversion = ReadConversion(open);
        var spec = ReadSpec(open, depth);
        if (_position >= literal.ContentEnd || source[_position] != '}')
        {
            throw Error("f-string: expecting '}'.", open);
        }

        _position++;
        conversion = isDebug && conversion == '\0' && spec is null ? 'r' : conversion;
        parts.Add(new Expr.Field(value, conversion, spec, open, _position));
    }

    private char ReadConversion(int open)
    {
        if (_position >= literal.ContentEnd || source[_position] != '!')
        {
            return '\0';
        }

        var conversion = _position + 1 < literal.ContentEnd ? source[_position + 1] : '}';
        if (conversion is not ('r' or 's' or 'a'))
        {
            throw Error("f-string: invalid conversion character: expected 's', 'r', or 'a'.", open);
        }

        _position += 2;
        return conversion;
    }

    private Expr.Joined? ReadSpec(int open, int depth)
    {
        if (_position >= literal.ContentEnd || source[_position] != ':')
        {
            return null;
        }

        var start = ++_position;
        var text = new StringBuilder();
        var parts = new List<Expr>();
        ReadParts(text, parts, depth + 1);
        CloseRun(text, parts, start, _position);
        return _position < literal.ContentEnd ? new Expr.Joined([.. parts], start, _position) : throw Error("f-string: expecting '}'.", open);
    }

    /// <summary>Moves to what ends the field's expression: <c>}</c>, <c>:</c>, <c>!</c> or <c>=</c>, outside of brackets and inner texts.</summary>
    private void FindFieldEnd(int open)
    {
        var depth = 0;
        while (_position < literal.ContentEnd)
        {
            var c = source[_position];
            var next = _position + 1 < literal.ContentEnd ? source[_position + 1] : '\0';
            if (c == '\\')
            {
                throw Error("f-string expression part cannot include a backslash; put the text into a variable before.", _position);
            }

            if (c is '\'' or '"')
            {
                _position = TextLiteral.FindEnd(source, _position, literal.ContentEnd);
                continue;
            }

            if (c == '#')
            {
                throw Error("f-string expression part cannot include '#'.", _position);
            }

            if (depth == 0 && (c is '}' or ':' || (c == '!' && next != '=') || (c == '=' && IsDebug(next))))
            {
                return;
            }

            depth += c is '(' or '[' or '{' ? 1 : c is ')' or ']' or '}' ? -1 : 0;
            _position += c is '=' or '!' or '<' or '>' && next == '=' ? 2 : 1;
        }

        throw Error("f-string: expecting '}'; the field that begins here is never closed.", open);
    }

    // x==y compares; in {x=} nothing but a conversion, a format or the end follows the sign.
    private bool IsDebug(char next)
    {
        if (next == '=')
        {
            return false;
        }

        var i = _position + 1;
        while (i < literal.ContentEnd && source[i] is ' ' or '\t' or '\n')
        {
            i++;
        }

        return i < literal.ContentEnd && source[i] is '}' or ':' or '!';
    }

    private static SyntaxException Error(string message, int at) => new(ViperCodes.Syntax, message, at, at + 1);
}
