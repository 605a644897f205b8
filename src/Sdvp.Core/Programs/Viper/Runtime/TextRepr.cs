using System.Globalization;
using System.Text;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>Text in quotes, as <c>repr</c> and <c>ascii</c> write it.</summary>
internal static class TextRepr
{
    public static string Quote(string text, bool asciiOnly = false)
    {
        var quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        var output = new StringBuilder(text.Length + 2).Append(quote);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == quote || c == '\\')
            {
                output.Append('\\').Append(c);
            }
            else if (c is >= ' ' and < '\x7f')
            {
                output.Append(c);
            }
            else
            {
                AppendSpecial(output, text, ref i, asciiOnly);
            }
        }

        return output.Append(quote).ToString();
    }

    private static void AppendSpecial(StringBuilder output, string text, ref int i, bool asciiOnly)
    {
        var c = text[i];
        if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
        {
            var code = char.ConvertToUtf32(c, text[i + 1]);
            _ = !asciiOnly && TextTraits.IsPrintable(text, i)
                ? output.Append(c).Append(text[i + 1])
                : output.Append(CultureInfo.InvariantCulture, $"\\U{code:x8}");
            i++;
            return;
        }

        _ = c switch
        {
            '\n' => output.Append("\\n"),
            '\r' => output.Append("\\r"),
            '\t' => output.Append("\\t"),
            _ when c < ' ' || c is >= '\x7f' and < '\u00a0' => output.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
            _ when !asciiOnly && TextTraits.IsPrintable(text, i) => output.Append(c),
            _ => output.Append(c < 256 ? $"\\x{(int)c:x2}" : $"\\u{(int)c:x4}"),
        };
    }
}
