using Sdvp.Core.Programs.Expressions.Syntax;

namespace Sdvp.Core.Programs.VisProg.Syntax;

/// <summary>Looks at characters ahead without consuming them.</summary>
internal static class Lookahead
{
    public static char At(string text, int position) => position < text.Length ? text[position] : '\0';

    public static bool IsLineEnd(string text, int position) => position >= text.Length || text[position] is '\n' or '\r';

    public static int LineEnd(string text, int position)
    {
        var length = text.AsSpan(position).IndexOfAny('\n', '\r');
        return length < 0 ? text.Length : position + length;
    }

    /// <summary>The begin of the next line.</summary>
    public static int NextLine(string text, int position)
    {
        var end = LineEnd(text, position);
        return end == text.Length ? end : text[end] == '\r' && At(text, end + 1) == '\n' ? end + 2 : end + 1;
    }

    /// <summary>Behind white space that does not end the line.</summary>
    public static int SkipBlanks(string text, int position)
    {
        while (!IsLineEnd(text, position) && IsBlank(text[position]))
        {
            position++;
        }

        return position;
    }

    /// <summary>Behind white space, line ends and comments.</summary>
    public static int SkipTrivia(string text, int position)
    {
        while (position < text.Length && (IsBlank(text[position]) || text[position] == '#'))
        {
            position = text[position] == '#' ? LineEnd(text, position) : position + 1;
        }

        return position;
    }

    /// <summary>Behind the identifier at a position; the position itself where none begins.</summary>
    public static int SkipIdentifier(string text, int position)
    {
        if (position >= text.Length || !HoleScanner.IsIdentifierStart(text[position]))
        {
            return position;
        }

        while (position < text.Length && HoleScanner.IsIdentifierPart(text[position]))
        {
            position++;
        }

        return position;
    }

    /// <summary>Whether <c>name =</c> stands at a position.</summary>
    public static bool IsAssignment(string text, int position)
    {
        var end = SkipIdentifier(text, position);
        var sign = SkipBlanks(text, end);
        return end > position && At(text, sign) == '=' && At(text, sign + 1) != '=';
    }

    /// <summary>Whether <c>name = Name (</c> stands at a position.</summary>
    public static bool IsStep(string text, int position)
    {
        if (!IsAssignment(text, position))
        {
            return false;
        }

        var module = SkipBlanks(text, SkipBlanks(text, SkipIdentifier(text, position)) + 1);
        var end = SkipIdentifier(text, module);
        return end > module && At(text, SkipBlanks(text, end)) == '(';
    }

    // A byte order mark counts as white space: editors leave it at the begin of files.
    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c == '\uFEFF';
}
