namespace Sdvp.Core.Programs.VisProg.Syntax;

/// <summary>Where the parsers of one source are, and what they share.</summary>
internal sealed class ParserState(SourceText source, ProgramParseOptions options)
{
    public ProgramDiagnostics Diagnostics { get; } = new(source, options.Strict);

    public string Text { get; } = source.Text;

    public VisProgProfile Profile { get; } = options.VisProg;

    /// <summary>Where the step that is parsed begins.</summary>
    public int StepStart { get; set; }

    public int Position { get; set; }

    public bool IsModule(ReadOnlySpan<char> name)
    {
        foreach (var module in options.Modules.Keys)
        {
            if (name.Equals(module, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    public SourceSpan Span(int start, int end) => Diagnostics.Span(start, end);

    /// <summary>Behind white space, line ends and comments; and whether a line ended on the way.</summary>
    public (int Position, bool BrokeLine) Ahead()
    {
        var next = Lookahead.SkipTrivia(Text, Position);
        return (next, Text.AsSpan(Position, next - Position).IndexOfAny('\n', '\r') >= 0);
    }

    /// <summary>The next comma or closing parenthesis outside of inner parentheses, or the end of the line.</summary>
    public int Delimiter(int position)
    {
        for (var depth = 0; !Lookahead.IsLineEnd(Text, position); position++)
        {
            var c = Text[position];
            if (depth == 0 && c is (',' or ')'))
            {
                return position;
            }

            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }

        return position;
    }

    /// <summary>Behind a quoted text that begins at a position and ends on its line; behind the quote where it does not.</summary>
    public int SkipQuoted(int position)
    {
        var length = Text.AsSpan(position + 1, Lookahead.LineEnd(Text, position) - position - 1).IndexOf(Text[position]);
        return length < 0 ? position + 1 : position + length + 2;
    }

    /// <summary>As <see cref="SkipQuoted"/>, where a quote behind a backslash ends nothing.</summary>
    public int SkipQuotedWithEscapes(int position)
    {
        for (var i = position + 1; !Lookahead.IsLineEnd(Text, i); i++)
        {
            if (Text[i] == Text[position])
            {
                return i + 1;
            }

            i += Text[i] == '\\' ? 1 : 0;
        }

        return position + 1;
    }
}
