using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Formatting;

/// <summary>What <c>format</c> gives.</summary>
internal static class Formatter
{
    public static string Format(Machine machine, PyObject value, string spec)
    {
        if (spec.Length == 0)
        {
            return Repr.Str(machine, value);
        }

        switch (value)
        {
            case PyInteger integer:
                return IntegerFormat.Format(machine, integer, FormatSpec.Parse(spec, value.Type.Name));
            case PyFloat number:
                return FloatFormat.Format(machine, number.Value, FormatSpec.Parse(spec, "float"), "float");
            case PyText text:
                return FormatText(machine, text, FormatSpec.Parse(spec, "str"));
            default:
                throw PyError.Type($"unsupported format string passed to {value.Type.Name}.__format__");
        }
    }

    /// <summary>Applies a conversion: <c>!s</c>, <c>!r</c>, <c>!a</c>, or none.</summary>
    public static PyObject Convert(Machine machine, PyObject value, char conversion) => conversion switch
    {
        's' => PyText.Of(Repr.Str(machine, value)),
        'r' => PyText.Of(Repr.Of(machine, value)),
        'a' => PyText.Of(Ascii(Repr.Of(machine, value))),
        _ => value,
    };

    /// <summary>Escapes what is not ASCII in a representation.</summary>
    public static string Ascii(string text)
    {
        if (System.Text.Ascii.IsValid(text))
        {
            return text;
        }

        var output = new System.Text.StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < 128)
            {
                output.Append(text[i]);
                continue;
            }

            var length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
            output.Append(TextRepr.Quote(text.Substring(i, length), asciiOnly: true)[1..^1]);
            i += length - 1;
        }

        return output.ToString();
    }

    /// <summary>Fills text up to a width, which is counted in code points.</summary>
    public static string Pad(Machine machine, string text, FormatSpec spec, char defaultAlign)
    {
        var missing = spec.Width - PyText.Of(text).Length;
        if (missing <= 0)
        {
            return text;
        }

        machine.Budget.AllocateText(spec.Width);
        var left = (spec.Align == '\0' ? defaultAlign : spec.Align) switch
        {
            '<' => 0,
            '^' => missing / 2,
            _ => missing,
        };
        return string.Concat(Repeat(spec.Fill, left), text, Repeat(spec.Fill, missing - left));
    }

    public static string Repeat(string text, int count) => text.Length == 1 ? new string(text[0], count) : string.Concat(Enumerable.Repeat(text, count));

    private static string FormatText(Machine machine, PyText text, FormatSpec spec)
    {
        if (spec.Type is not ('\0' or 's'))
        {
            throw UnknownCode(spec.Type, "str");
        }

        if (spec.Sign != '\0')
        {
            throw PyError.ValueOf(spec.Sign == ' ' ? "Space not allowed in string format specifier" : "Sign not allowed in string format specifier");
        }

        if (spec.NoNegativeZero)
        {
            throw PyError.ValueOf("Negative zero coercion (z) not allowed in string format specifier");
        }

        if (spec.IsAlternate)
        {
            throw PyError.ValueOf("Alternate form (#) not allowed in string format specifier");
        }

        if (spec.Grouping != '\0')
        {
            throw PyError.ValueOf($"Cannot specify '{spec.Grouping}' with 's'.");
        }

        if (spec.Align == '=' && spec.Fill != "0")
        {
            throw PyError.ValueOf("'=' alignment not allowed in string format specifier");
        }

        var shown = spec.Precision >= 0 && spec.Precision < text.Length ? text.Part(0, spec.Precision) : text.Value;
        return Pad(machine, shown, spec.Align == '=' ? spec with { Align = '<' } : spec, '<');
    }

    public static PyError UnknownCode(char code, string type) => PyError.ValueOf(code is > ' ' and < '\x80'
        ? $"Unknown format code '{code}' for object of type '{type}'"
        : $"Unknown format code '\\x{(int)code:x}' for object of type '{type}'");
}
