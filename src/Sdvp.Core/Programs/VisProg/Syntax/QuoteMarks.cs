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
}
