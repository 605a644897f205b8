using System.Globalization;

namespace Sdvp.Core.Programs.Expressions.Evaluation;

/// <summary>Writes doubles with the fewest digits that read back as the same number.</summary>
internal static class NumberText
{
    /// <summary>As Python writes them: <c>1.0</c>, <c>0.1</c>, <c>1e-05</c>, <c>1e+16</c>.</summary>
    public static string Python(double number)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
        }

        var (sign, digits, point) = Split(number);
        if (point is > -4 and <= 16)
        {
            return Plain(sign, digits, point);
        }

        var exponent = point - 1;
        var fraction = digits.Length > 1 ? "." + digits[1..] : "";
        return $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    /// <summary>Without an exponent, whatever the size; for finite numbers.</summary>
    public static string Plain(double number)
    {
        var (sign, digits, point) = Split(number);
        return Plain(sign, digits, point);
    }

    private static string Plain(string sign, string digits, int point)
    {
        if (point <= 0)
        {
            return $"{sign}0.{new string('0', -point)}{digits}";
        }

        return digits.Length <= point
            ? $"{sign}{digits.PadRight(point, '0')}.0"
            : $"{sign}{digits[..point]}.{digits[point..]}";
    }

    // The number is 0.digits × 10^point.
    private static (string Sign, string Digits, int Point) Split(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        var sign = text[0] == '-' ? "-" : "";
        var e = text.IndexOf('E', StringComparison.Ordinal);
        var mantissa = e < 0 ? text[sign.Length..] : text[sign.Length..e];
        var exponent = e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        var point = (dot < 0 ? mantissa.Length : dot) + exponent;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var leading = digits.Length - digits.TrimStart('0').Length;
        digits = digits.Trim('0');
        return digits.Length == 0 ? (sign, "0", 1) : (sign, digits, point - leading);
    }
}
