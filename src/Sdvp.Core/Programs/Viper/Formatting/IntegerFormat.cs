using System.Globalization;
using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Formatting;

/// <summary>Formats integers.</summary>
internal static class IntegerFormat
{
    public static string Format(Machine machine, PyInteger value, FormatSpec spec)
    {
        var type = spec.Type == '\0' ? 'd' : spec.Type;
        if (type is 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or '%')
        {
            return FloatFormat.Format(machine, value.Value, spec, "int");
        }

        if (type is not ('b' or 'c' or 'd' or 'n' or 'o' or 'x' or 'X'))
        {
            throw Formatter.UnknownCode(type, value.Type.Name);
        }

        if (spec.Precision >= 0)
        {
            throw PyError.ValueOf("Precision not allowed in integer format specifier");
        }

        if (spec.NoNegativeZero)
        {
            throw PyError.ValueOf("Negative zero coercion (z) not allowed in integer format specifier");
        }

        if (type == 'c')
        {
            return Character(machine, value, spec);
        }

        if (spec.Grouping == ',' && type is not 'd' || (spec.Grouping != '\0' && type == 'n'))
        {
            throw PyError.ValueOf($"Cannot specify '{spec.Grouping}' with '{type}'.");
        }

        var digits = Digits(value.Value, type);
        var prefix = spec.IsAlternate && type is 'b' or 'o' or 'x' or 'X' && spec.IsAlternate ? $"0{type}" : "";
        return NumberLayout.Lay(machine, value.Value < 0, prefix, digits, "", spec, type is 'd' or 'n' ? 3 : 4);
    }

    public static string Digits(long value, char type)
    {
        var magnitude = value < 0 ? (ulong)-(value + 1) + 1 : (ulong)value;
        return type switch
        {
            'b' => magnitude.ToString("B", CultureInfo.InvariantCulture),
            'o' => Octal(magnitude),
            'x' => magnitude.ToString("x", CultureInfo.InvariantCulture),
            'X' => magnitude.ToString("X", CultureInfo.InvariantCulture),
            _ => magnitude.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static string Octal(ulong value)
    {
        var digits = "";
        do
        {
            digits = (char)('0' + (value & 7)) + digits;
            value >>= 3;
        }
        while (value > 0);

        return digits;
    }

    private static string Character(Machine machine, PyInteger value, FormatSpec spec)
    {
        if (spec.Sign != '\0')
        {
            throw PyError.ValueOf("Sign not allowed with integer format specifier 'c'");
        }

        if (spec.IsAlternate)
        {
            throw PyError.ValueOf("Alternate form (#) not allowed with integer format specifier 'c'");
        }

        if (spec.Grouping != '\0')
        {
            throw PyError.ValueOf($"Cannot specify '{spec.Grouping}' with 'c'.");
        }

        return value.Value is >= 0 and <= 0x10FFFF
            ? Formatter.Pad(machine, CodePoint(value.Value), spec, '<')
            : throw PyError.Overflow("%c arg not in range(0x110000)");
    }

    /// <summary>The character of a number; lone surrogates too, for Python has them.</summary>
    public static string CodePoint(long code) => code is >= 0xD800 and <= 0xDFFF or < 0x10000 ? ((char)code).ToString() : char.ConvertFromUtf32((int)code);
}
