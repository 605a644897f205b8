using System.Globalization;
using System.Text;

namespace Sdvp.Core.Programs.Viper.Syntax;

/// <summary>Quoted text in source: prefix, quotes and escapes.</summary>
internal readonly record struct TextLiteral(int ContentStart, int ContentEnd, bool IsRaw, bool IsFormat)
{
    /// <summary>Whether quoted text, with or without a prefix, begins at a position.</summary>
    public static bool Starts(string text, int position, int end)
    {
        for (var i = position; i < end && i <= position + 2; i++)
        {
            if (text[i] is '\'' or '"')
            {
                return true;
            }

            if (!"rRuUfFbB".Contains(text[i], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>The position behind the text that begins at a position.</summary>
    public static int FindEnd(string text, int start, int end)
    {
        var quoteAt = QuoteAt(text, start);
        var quote = text[quoteAt];
        var isTriple = quoteAt + 2 < end && text[quoteAt + 1] == quote && text[quoteAt + 2] == quote;
        for (var i = quoteAt + (isTriple ? 3 : 1); i < end; i++)
        {
            if (text[i] == '\\')
            {
                i += i + 2 < end && text[i + 1] == '\r' && text[i + 2] == '\n' ? 2 : 1;
            }
            else if (text[i] is '\n' or '\r' && !isTriple)
            {
                break;
            }
            else if (text[i] == quote && (!isTriple || (i + 2 < end && text[i + 1] == quote && text[i + 2] == quote)))
            {
                return i + (isTriple ? 3 : 1);
            }
        }

        throw isTriple
            ? new SyntaxException(ViperCodes.CutOff, "unterminated triple-quoted string literal; the program may have been cut off.", start, end)
            : new SyntaxException(
                ViperCodes.UnterminatedText,
                $"unterminated string literal; add the closing {quote}, and write \\{quote} for a quote inside the text.",
                start,
                LineEnd(text, start, end));
    }

    /// <summary>Takes a token of quoted text apart.</summary>
    public static TextLiteral Of(string text, int start, int end)
    {
        var quoteAt = QuoteAt(text, start);
        var prefix = text[start..quoteAt].ToLowerInvariant();
        if (prefix.Contains('b', StringComparison.Ordinal))
        {
            throw new SyntaxException(ViperCodes.NotSupported, "Bytes are not supported; leave out the prefix b.", start, quoteAt, "");
        }

        if (prefix is not ("" or "r" or "u" or "f" or "rf" or "fr"))
        {
            throw new SyntaxException(ViperCodes.Syntax, $"'{prefix}' is no prefix of a string; leave it out.", start, quoteAt, "");
        }

        var isTriple = end - quoteAt >= 6 && text[quoteAt + 1] == text[quoteAt] && text[quoteAt + 2] == text[quoteAt];
        var marks = isTriple ? 3 : 1;
        return new TextLiteral(
            quoteAt + marks, end - marks, prefix.Contains('r', StringComparison.Ordinal), prefix.Contains('f', StringComparison.Ordinal));
    }

    /// <summary>Appends a part of the content, with its escapes read.</summary>
    public void AppendTo(StringBuilder output, string text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (text[i] == '\\' && !IsRaw && i + 1 < end)
            {
                i = ReadEscape(output, text, i, end);
            }
            else if (text[i] == '\r')
            {
                // Line ends in text are \n, whatever the file has.
                output.Append('\n');
                i += i + 1 < end && text[i + 1] == '\n' ? 1 : 0;
            }
            else
            {
                output.Append(text[i]);
            }
        }
    }

    /// <returns>The position of the escape's last character.</returns>
    private static int ReadEscape(StringBuilder output, string text, int at, int end)
    {
        var c = text[at + 1];
        switch (c)
        {
            case '\n':
                return at + 1;
            case '\r':
                return at + (at + 2 < end && text[at + 2] == '\n' ? 2 : 1);
            case 'x':
                return ReadHex(output, text, at, 2, end);
            case 'u':
                return ReadHex(output, text, at, 4, end);
            case 'U':
                return ReadHex(output, text, at, 8, end);
            case 'N':
                throw new SyntaxException(ViperCodes.NotSupported, "Names of characters are not supported; write the character itself, or \\u and its number.", at, at + 2);
            case >= '0' and <= '7':
                var last = at + 1;
                var code = 0;
                for (; last < end && last <= at + 3 && text[last] is >= '0' and <= '7'; last++)
                {
                    code = (code * 8) + text[last] - '0';
                }

                output.Append((char)code);
                return last - 1;
            default:
                var simple = "\\'\"abfnrtv".IndexOf(c, StringComparison.Ordinal);
                _ = simple < 0 ? output.Append('\\').Append(c) : output.Append("\\'\"\a\b\f\n\r\t\v"[simple]);
                return at + 1;
        }
    }

    private static int ReadHex(StringBuilder output, string text, int at, int digits, int end)
    {
        if (at + 2 + digits > end || !int.TryParse(text.AsSpan(at + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || code is < 0 or > 0x10FFFF)
        {
            throw new SyntaxException(ViperCodes.Syntax, $"\\{text[at + 1]} takes {digits} hexadecimal digits.", at, Math.Min(end, at + 2 + digits));
        }

        _ = code is > 0xFFFF ? output.Append(char.ConvertFromUtf32(code)) : output.Append((char)code);
        return at + 1 + digits;
    }

    private static int QuoteAt(string text, int position)
    {
        while (text[position] is not ('\'' or '"'))
        {
            position++;
        }

        return position;
    }

    private static int LineEnd(string text, int start, int end)
    {
        var length = text.AsSpan(start, end - start).IndexOfAny('\n', '\r');
        return length < 0 ? end : start + length;
    }
}
