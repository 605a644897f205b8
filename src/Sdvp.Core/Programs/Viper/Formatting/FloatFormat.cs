using System.Globalization;
using Sdvp.Core.Programs.Expressions.Evaluation;
using Sdvp.Core.Programs.Viper.Runtime;

namespace Sdvp.Core.Programs.Viper.Formatting;

/// <summary>Formats doubles, rounded by their exact values, ties to even.</summary>
internal static class FloatFormat
{
    // Beyond it every further digit of a double is a zero.
    private const int ExactDigits = 1100;

    public static string Format(Machine machine, double value, FormatSpec spec, string typeName)
    {
        var type = spec.Type;
        if (type is not ('\0' or 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or 'n' or '%'))
        {
            throw Formatter.UnknownCode(type, typeName);
        }

        if (spec.Grouping != '\0' && type == 'n')
        {
            throw PyError.ValueOf($"Cannot specify '{spec.Grouping}' with 'n'.");
        }

        machine.Budget.AllocateText(Math.Max(0, spec.Precision));
        var isNegative = double.IsNegative(value) && !double.IsNaN(value);
        if (!double.IsFinite(value))
        {
            var name = double.IsNaN(value) ? "nan" : "inf";
            name = char.IsUpper(type) ? name.ToUpperInvariant() : name;
            return NumberLayout.Lay(machine, isNegative, "", name + (type == '%' ? "%" : ""), "", spec with { Grouping = '\0' });
        }

        var text = Digits(Math.Abs(value), type, spec.Precision, spec.IsAlternate);
        if (spec.NoNegativeZero && isNegative && !text.AsSpan().ContainsAnyInRange('1', '9'))
        {
            isNegative = false;
        }

        var whole = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        whole = whole < 0 ? text.Length : whole;
        return NumberLayout.Lay(machine, isNegative, "", text[..whole], text[whole..], spec);
    }

    /// <summary>The digits of a finite number that is not negative.</summary>
    public static string Digits(double value, char type, int precision, bool isAlternate)
    {
        switch (type)
        {
            case '\0' when precision < 0:
                var shortest = NumberText.Python(value);
                return isAlternate && !shortest.Contains('.', StringComparison.Ordinal) ? shortest.Replace("e", ".e", StringComparison.Ordinal) : shortest;
            case '\0':
                return General(value, Math.Max(1, precision), isAlternate, keepsPoint: true);
            case 'e' or 'E':
                return Case(Exponent(value, precision < 0 ? 6 : precision, isAlternate), type);
            case 'f' or 'F':
                return Point(Fixed(value, precision < 0 ? 6 : precision), isAlternate);
            case '%':
                return Point(Fixed(value * 100, precision < 0 ? 6 : precision), isAlternate) + "%";
            default:
                return Case(General(value, precision < 0 ? 6 : Math.Max(1, precision), isAlternate, keepsPoint: false), type);
        }
    }

    private static string Case(string text, char type) => char.IsUpper(type) ? text.ToUpperInvariant() : text;

    private static string Point(string text, bool isAlternate) => isAlternate && !text.Contains('.', StringComparison.Ordinal) ? text + "." : text;

    private static string Fixed(double value, int decimals)
    {
        if (!double.IsFinite(value))
        {
            return "inf";
        }

        var exact = Math.Min(decimals, ExactDigits);
        var text = value.ToString("F" + exact.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        text = Ties(value, exact, text);
        return exact < decimals ? text + new string('0', decimals - exact) : text;
    }

    // .NET rounds ties away from zero. A tie is an exact decimal that ends in a 5 just behind the last digit kept.
    private static string Ties(double value, int decimals, string rounded)
    {
        var longer = value.ToString("F" + (decimals + 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        if (longer[^1] != '5' || !IsExact(value, longer, decimals + 1))
        {
            return rounded;
        }

        var truncated = longer[..^1].TrimEnd('.');
        return (truncated[^1] - '0') % 2 == 0 ? truncated : rounded;
    }

    private static bool IsExact(double value, string text, int decimals)
    {
        var all = value.ToString("F" + ExactDigits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var point = all.IndexOf('.', StringComparison.Ordinal);
        return decimals < ExactDigits && all.AsSpan(0, point + 1 + decimals).SequenceEqual(text) && !all.AsSpan(point + 1 + decimals).ContainsAnyExcept('0');
    }

    private static (string Digits, int Exponent) Significant(double value, int digits)
    {
        if (value == 0)
        {
            return (new string('0', digits), 0);
        }

        var exact = Math.Min(digits, ExactDigits);
        var text = Scientific(value, exact - 1);
        var longer = Scientific(value, exact);
        if (Mantissa(longer)[^1] == '5' && !Mantissa(Scientific(value, ExactDigits)).AsSpan(exact + 1).ContainsAnyExcept('0'))
        {
            var truncated = Mantissa(longer)[..^1];
            if ((truncated[^1] - '0') % 2 == 0)
            {
                return (truncated + new string('0', digits - exact), ExponentOf(longer));
            }
        }

        return (Mantissa(text) + new string('0', digits - exact), ExponentOf(text));
    }

    private static string Scientific(double value, int decimals) =>
        value.ToString("E" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Mantissa(string scientific) =>
        scientific[..scientific.IndexOf('E', StringComparison.Ordinal)].Replace(".", "", StringComparison.Ordinal);

    private static int ExponentOf(string scientific) =>
        int.Parse(scientific.AsSpan(scientific.IndexOf('E', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static string Exponent(double value, int decimals, bool isAlternate)
    {
        var (digits, exponent) = Significant(value, decimals + 1);
        var fraction = digits.Length > 1 ? "." + digits[1..] : isAlternate ? "." : "";
        return $"{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    private static string General(double value, int precision, bool isAlternate, bool keepsPoint)
    {
        var (digits, exponent) = Significant(value, precision);
        // Without a type a digit behind the point is kept: the exponent comes a digit earlier.
        var isScientific = exponent < -4 || exponent >= (keepsPoint ? precision - 1 : precision);
        if (isScientific)
        {
            var fraction = isAlternate ? digits[1..] : digits[1..].TrimEnd('0');
            var point = fraction.Length > 0 || isAlternate ? "." : "";
            return $"{digits[0]}{point}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        }

        var plain = exponent < 0 ? "0." + new string('0', -exponent - 1) + digits
            : digits.Length > exponent + 1 ? $"{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}"
            : digits.PadRight(exponent + 1, '0');
        if (!isAlternate && plain.Contains('.', StringComparison.Ordinal))
        {
            plain = plain.TrimEnd('0').TrimEnd('.');
        }

        return plain.Contains('.', StringComparison.Ordinal) ? plain : keepsPoint ? plain + ".0" : isAlternate ? plain + "." : plain;
    }
}
