namespace Sdvp.Core.Programs.VisProg.Syntax;

/// <summary>Quotation marks: those of programs and those that word processors put in their place.</summary>
internal static class QuoteMarks
{
    private const string Single = "'\u2018\u2019\u201A\u2032";
    private const string Double = "\"\u201C\u201D\u201E\u2033\u00AB\u00BB";

    public static bool IsQuote(char c) => Single.Contains(c, StringComparison.Ordinal) || Double.Contains(c, StringComparison.Ordinal);

    public static bool IsPlain(char c) => c is '\'' or '"';

    /// <summary>All marks of the kind of <paramref name="quote"/>.</summary>
    public static string KindOf(char quote) => Single.Contains(quote, StringComparison.Ordinal) ? Single : Double;

    /// <summary>Whether quoted text begins at a position, with or without a prefix.</summary>
    public static bool StartsText(string text, int position)
    {
        for (var i = 0; i < 3; i++)
        {
            var c = Lookahead.At(text, position + i);
            if (IsQuote(c))
            {
                return true;
            }

            if (c is not ('f' or 'F' or 'r' or 'R'))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>
    /// The mark that closes a text which begins at <paramref name="start"/> and does not end on its line: before the parenthesis that ends the line, for
    /// that is the step's more often than the text's. Null for text in three marks, which may end anywhere.
    /// </summary>
    public static ProgramFix? Close(ParserState state, int start, int end)
    {
        var text = state.Text;
        var quote = start;
        while (!IsQuote(text[quote]))
        {
            quote++;
        }

        if (text.AsSpan(quote).StartsWith([text[quote], text[quote], text[quote]]))
        {
            return null;
        }

        var content = text.AsSpan(quote + 1, end - quote - 1).TrimEnd();
        var closed = content.EndsWith(")") ? content[..^1] : content;
        var place = quote + 1 + closed.Length;
        var mark = IsPlain(text[quote]) ? text[quote] : KindOf(text[quote])[0];
        return ProgramFix.Replace(state.Span(place, place), mark.ToString());
    }
}
