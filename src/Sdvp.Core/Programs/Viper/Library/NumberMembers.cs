using System.Globalization;
using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Library;

/// <summary>Constructors and methods of numbers.</summary>
internal static class NumberMembers
{
    public static PyNative Int { get; } = new("int", "x=, /, base=", (_, a) => ToInt(a[0], a[1]));

    public static PyNative Float { get; } = new("float", "x=, /", (_, a) => ToFloat(a[0]));

    public static PyNative Bool { get; } = new("bool", "x=, /", (_, a) => PyBool.Of(a[0]?.IsTrue ?? false));

    public static IEnumerable<PyNative> OfInt() =>
    [
        new("bit_length", "self, /", (_, a) => PyInteger.Of(64 - System.Numerics.BitOperations.LeadingZeroCount(Magnitude(((PyInteger)a[0]).Value)))) { Owner = "int" },
        new("bit_count", "self, /", (_, a) => PyInteger.Of(System.Numerics.BitOperations.PopCount(Magnitude(((PyInteger)a[0]).Value)))) { Owner = "int" },
        new("conjugate", "self, /", (_, a) => PyInteger.Of(((PyInteger)a[0]).Value)) { Owner = "int" },
    ];

    public static IEnumerable<PyNative> OfFloat() =>
    [
        new("is_integer", "self, /", (_, a) => PyBool.Of(double.IsFinite(((PyFloat)a[0]).Value) && Math.Floor(((PyFloat)a[0]).Value) == ((PyFloat)a[0]).Value)) { Owner = "float" },
        new("conjugate", "self, /", (_, a) => a[0]) { Owner = "float" },
    ];

    private static ulong Magnitude(long value) => value < 0 ? (ulong)-(value + 1) + 1 : (ulong)value;

    private static PyInteger ToInt(PyObject? value, PyObject? radix)
    {
        if (radix is not null)
        {
            return value is PyText digits
                ? Parse(digits.Value, Numbers.Index(radix))
                : throw PyError.Type(value is null ? "int() missing string argument" : "int() can't convert non-string with explicit base");
        }

        return value switch
        {
            null => PyInteger.Of(0),
            PyInteger integer => PyInteger.Of(integer.Value),
            PyFloat number => Numbers.ToInteger(Math.Truncate(number.Value)),
            PyText text => Parse(text.Value, 10),
            _ => throw PyError.Type($"int() argument must be a string, a bytes-like object or a real number, not '{value.Type.Name}'"),
        };
    }

    private static PyInteger Parse(string text, long radix)
    {
        if (radix != 0 && radix is < 2 or > 36)
        {
            throw PyError.ValueOf("int() base must be >= 2 and <= 36, or 0");
        }

        var digits = Trim(text);
        var isNegative = digits.StartsWith('-');
        digits = digits.StartsWith('-') || digits.StartsWith('+') ? digits[1..] : digits;
        var given = radix;
        radix = Prefix(ref digits, radix);
        UInt128 value = 0;
        var isValid = digits.Length > 0 && IsUnderscored(digits);
        foreach (var c in digits)
        {
            if (c == '_')
            {
                continue;
            }

            var digit = Digit(c);
            isValid &= digit >= 0 && digit < radix;
            value = value > ulong.MaxValue ? value : (value * (UInt128)radix) + (UInt128)Math.Max(0, digit);
        }

        if (!isValid || (given == 0 && radix == 10 && digits.Length > 1 && digits[0] == '0' && value != 0))
        {
            throw PyError.ValueOf($"invalid literal for int() with base {given}: {TextRepr.Quote(text)}");
        }

        return value <= long.MaxValue ? PyInteger.Of(isNegative ? -(long)value : (long)value)
            : isNegative && value == (UInt128)long.MaxValue + 1 ? PyInteger.Of(long.MinValue)
            : throw Numbers.IntegerOverflow();
    }

    private static long Prefix(ref string digits, long radix)
    {
        var prefixed = digits.Length > 1 && digits[0] == '0' ? char.ToLowerInvariant(digits[1]) switch
        {
            'x' => 16,
            'o' => 8,
            'b' => 2,
            _ => 0,
        }
        : 0;
        if (prefixed != 0 && (radix == 0 || radix == prefixed))
        {
            digits = digits[2..];
            digits = digits.StartsWith('_') ? digits[1..] : digits;
            return prefixed;
        }

        return radix == 0 ? 10 : radix;
    }

    private static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'z' => c - 'a' + 10,
        >= 'A' and <= 'Z' => c - 'A' + 10,
        _ when char.IsDigit(c) => (int)char.GetNumericValue(c),
        _ => -1,
    };

    private static bool IsUnderscored(string digits) =>
        digits[0] != '_' && digits[^1] != '_' && !digits.Contains("__", StringComparison.Ordinal);

    private static string Trim(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && TextTraits.IsSpace(text[start]))
        {
            start++;
        }

        while (end > start && TextTraits.IsSpace(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    private static PyFloat ToFloat(PyObject? value) => value switch
    {
        null => new PyFloat(0),
        PyInteger integer => new PyFloat(integer.Value),
        PyFloat number => number,
        PyText text => ParseFloat(text.Value),
        _ => throw PyError.Type($"float() argument must be a string or a real number, not '{value.Type.Name}'"),
    };

    private static PyFloat ParseFloat(string text)
    {
        var trimmed = Trim(text);
        var digits = trimmed.Replace("_", "", StringComparison.Ordinal);
        var isUnderscored = digits.Length == trimmed.Length || (digits.Length > 0 && HasDigitsAroundUnderscores(trimmed));
        var name = digits.TrimStart('+', '-').ToLowerInvariant();
        if (name is "inf" or "infinity" or "nan" && digits.Length - name.Length <= 1)
        {
            var special = name == "nan" ? double.NaN : double.PositiveInfinity;
            return new PyFloat(digits[0] == '-' ? -special : special);
        }

        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return isUnderscored && name.AsSpan().ContainsAnyInRange('0', '9') && double.TryParse(digits, Style, CultureInfo.InvariantCulture, out var number)
            ? new PyFloat(number)
            : throw PyError.ValueOf($"could not convert string to float: {TextRepr.Quote(text)}");
    }

    private static bool HasDigitsAroundUnderscores(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '_' && (i == 0 || i + 1 == text.Length || !char.IsAsciiDigit(text[i - 1]) || !char.IsAsciiDigit(text[i + 1])))
            {
                return false;
            }
        }

        return true;
    }
}
