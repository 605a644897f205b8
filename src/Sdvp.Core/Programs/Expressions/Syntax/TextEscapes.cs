using System.Text;

namespace Sdvp.Core.Programs.Expressions.Syntax;

/// <summary>Backslash escapes of quoted text.</summary>
internal static class TextEscapes
{
    /// <summary>Reads the escape that <paramref name="text"/> begins with; an unknown one stands for itself, as in Python.</summary>
    /// <returns>Characters read.</returns>
    public static int Read(ReadOnlySpan<char> text, StringBuilder output)
    {
        if (text.Length < 2)
        {
            output.Append('\\');
            return 1;
        }

        switch (text[1])
        {
            case '\n':
                return 2;
            case '\r':
                return text.Length > 2 && text[2] == '\n' ? 3 : 2;
            case '\'' or '"' or '\\':
                output.Append(text[1]);
                return 2;
            case 'n':
                output.Append('\n');
                return 2;
            case 't':
                output.Append('\t');
                return 2;
            case 'r':
                output.Append('\r');
                return 2;
            default:
                output.Append('\\').Append(text[1]);
                return 2;
        }
    }

    /// <summary>Writes text in quotes so that reading it gives the same text.</summary>
    public static string Quote(string text)
    {
        var quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        var output = new StringBuilder(text.Length + 2).Append(quote);
        AppendEscaped(text, quote, output);
        return output.Append(quote).ToString();
    }

    public static void AppendEscaped(string text, char quote, StringBuilder output)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '\n' => output.Append("\\n"),
                '\r' => output.Append("\\r"),
                '\t' => output.Append("\\t"),
                '\\' => output.Append("\\\\"),
                _ when c == quote => output.Append('\\').Append(c),
                _ => output.Append(c),
            };
        }
    }
}
