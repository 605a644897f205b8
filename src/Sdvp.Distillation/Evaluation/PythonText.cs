using System.Globalization;
using System.Text;

namespace Sdvp.Distillation.Evaluation;

/// <summary>
/// Text operations as Python has them. The official metrics are Python scripts, and .NET differs: white space here includes the four
/// information separators, lower case follows the full Unicode rules, numbers are rounded half to even.
/// </summary>
internal static class PythonText
{
    public static bool IsSpace(char letter) => char.IsWhiteSpace(letter) || letter is >= '\u001c' and <= '\u001f';

    public static string Strip(string text)
    {
        var (first, last) = (0, text.Length);
        while (first < last && IsSpace(text[first]))
        {
            first++;
        }

        while (last > first && IsSpace(text[last - 1]))
        {
            last--;
        }

        return text[first..last];
    }

    public static List<string> Split(string text)
    {
        var words = new List<string>();
        var begin = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isSpace = i == text.Length || IsSpace(text[i]);
            if (isSpace && begin >= 0)
            {
                words.Add(text[begin..i]);
                begin = -1;
            }
            else if (!isSpace && begin < 0)
            {
                begin = i;
            }
        }

        return words;
    }

    public static string Lower(string text)
    {
        var lower = text.ToLowerInvariant();
        return lower.Contains('\u0130') || text.Contains('\u03A3') || text.Contains('\u0130') ? LowerSpecial(text) : lower;
    }

    /// <summary>A number with so many decimals, as <c>format(x, ".2f")</c> writes it.</summary>
    public static string Fixed(double value, int decimals)
    {
        if (double.IsNaN(value))
        {
            return "nan";
        }

        // The two differ only in exact ties, which are multiples of a power of two.
        var scaled = value * (1L << (decimals + 1));
        var isTie = Math.Abs(value) < 1e9 && scaled == Math.Floor(scaled) && Math.Abs(scaled % 2) == 1;
        return isTie
            ? decimal.Round((decimal)value, decimals, MidpointRounding.ToEven).ToString($"F{decimals}", CultureInfo.InvariantCulture)
            : value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
    }

    /// <summary>A number as <c>str(x)</c> writes a float: the shortest digits that read back as the same number, with <c>.0</c> behind whole ones.</summary>
    public static string Float(double value)
    {
        if (double.IsNaN(value))
        {
            return "nan";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "inf" : "-inf";
        }

        var magnitude = Math.Abs(value);
        if (magnitude is >= 1e16 or (> 0 and < 1e-4))
        {
            var text = value.ToString("R", CultureInfo.InvariantCulture);
            var (digits, exponent) = text.Contains('E') ? (text[..text.IndexOf('E')], int.Parse(text[(text.IndexOf('E') + 1)..], CultureInfo.InvariantCulture)) : (text, 0);
            return exponent == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{digits}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
        }

        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        if (shortest.Contains('E'))
        {
            shortest = ((decimal)value).ToString(CultureInfo.InvariantCulture);
        }

        return shortest.Contains('.') ? shortest : shortest + ".0";
    }

    /// <summary>Rounds as <c>round(x, decimals)</c> does: the nearest decimal number to the exact value, exact ties to even.</summary>
    public static double Round(double value, int decimals) => double.Parse(Fixed(value, decimals), CultureInfo.InvariantCulture);

    // The two cases in which the lower-case form of one letter depends on its neighbours or has two letters.
    private static string LowerSpecial(string text)
    {
        var result = new StringBuilder(text.Length + 2);
        for (var i = 0; i < text.Length; i++)
        {
            _ = text[i] switch
            {
                '\u0130' => result.Append("i\u0307"),
                '\u03A3' => result.Append(IsFinalSigma(text, i) ? '\u03C2' : '\u03C3'),
                _ => result.Append(text[i]),
            };
        }

        return result.ToString().ToLowerInvariant();
    }

    private static bool IsFinalSigma(string text, int index) => HasLetter(text, index, -1) && !HasLetter(text, index, 1);

    private static bool HasLetter(string text, int index, int direction)
    {
        for (var i = index + direction; i >= 0 && i < text.Length; i += direction)
        {
            if (!IsIgnorable(text[i]))
            {
                return char.IsLetter(text[i]);
            }
        }

        return false;
    }

    private static bool IsIgnorable(char letter) => letter is '\'' or '.' or ':' or '^' or '`' or '\u00B7' or '\u2019'
        || char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;
}
