namespace Sdvp.Core.Rationale.Html;

/// <summary>
/// Says of each character of a program what kind of word it is part of. Knows what the languages of visual programs have in common, no grammar:
/// quoted texts, numbers, comments, names, names that are called, words of control.
/// </summary>
internal static class SourceHighlighter
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "def", "return", "if", "elif", "else", "for", "while", "in", "is", "not", "and", "or", "xor", "lambda", "break", "continue", "pass", "try",
        "except", "finally", "raise", "import", "from", "as", "assert", "del", "nonlocal", "True", "False", "None",
    };

    public static TokenKind[] Classify(string source)
    {
        var kinds = new TokenKind[source.Length];
        for (var i = 0; i < source.Length;)
        {
            var (end, kind) = Next(source, i);
            kinds.AsSpan(i, end - i).Fill(kind);
            i = end;
        }

        return kinds;
    }

    private static (int End, TokenKind Kind) Next(string source, int start)
    {
        var first = source[start];
        if (first == '#')
        {
            return (EndOfLine(source, start), TokenKind.Comment);
        }

        if (first is '\'' or '"')
        {
            return (EndOfText(source, start), TokenKind.Text);
        }

        if (char.IsAsciiDigit(first))
        {
            return (EndWhile(source, start, c => char.IsAsciiLetterOrDigit(c) || c == '.'), TokenKind.Number);
        }

        if (char.IsLetter(first) || first == '_')
        {
            var end = EndWhile(source, start, c => char.IsLetterOrDigit(c) || c == '_');
            var isCalled = end < source.Length && source[end] == '(';
            return (end, Words.Contains(source[start..end]) ? TokenKind.Word : isCalled ? TokenKind.Call : TokenKind.Name);
        }

        return (start + 1, TokenKind.Other);
    }

    private static int EndWhile(string source, int start, Func<char, bool> belongs)
    {
        var end = start + 1;
        while (end < source.Length && belongs(source[end]))
        {
            end++;
        }

        return end;
    }

    private static int EndOfLine(string source, int start)
    {
        var end = source.IndexOf('\n', start);
        return end < 0 ? source.Length : end;
    }

    // Text in single quotes ends with its line, closed or not: the rest of a broken program keeps its colours.
    private static int EndOfText(string source, int start)
    {
        var quote = source[start];
        var isTriple = string.CompareOrdinal(source, start, new string(quote, 3), 0, 3) == 0;
        if (isTriple)
        {
            var close = source.IndexOf(new string(quote, 3), start + 3, StringComparison.Ordinal);
            return close < 0 ? source.Length : close + 3;
        }

        for (var i = start + 1; i < source.Length; i++)
        {
            if (source[i] == '\n')
            {
                return i;
            }

            if (source[i] == '\\')
            {
                i++;
            }
            else if (source[i] == quote)
            {
                return i + 1;
            }
        }

        return source.Length;
    }
}
