using Sdvp.Core.Programs.Viper.Runtime;

namespace Sdvp.Core.Programs.Viper.Formatting;

/// <summary>A format specification: <c>[[fill]align][sign][z][#][0][width][grouping][.precision][type]</c>.</summary>
internal sealed record FormatSpec
{
    /// <summary>A whole code point, for a fill character may be outside of the basic plane.</summary>
    public string Fill { get; init; } = " ";

    /// <summary><c>&lt;</c>, <c>&gt;</c>, <c>=</c>, <c>^</c>, or 0 where the type decides.</summary>
    public char Align { get; init; }

    /// <summary><c>+</c>, <c>-</c>, blank, or 0.</summary>
    public char Sign { get; init; }

    public bool NoNegativeZero { get; init; }

    public bool IsAlternate { get; init; }

    public int Width { get; init; }

    /// <summary><c>,</c>, <c>_</c>, or 0.</summary>
    public char Grouping { get; init; }

    public int Precision { get; init; } = -1;

    public char Type { get; init; }

    public static FormatSpec Parse(string text, string typeName)
    {
        var at = 0;
        var spec = new FormatSpec();
        var fill = text.Length > 1 && char.IsHighSurrogate(text[0]) ? 2 : 1;
        if (text.Length > fill && IsAlign(text[fill]))
        {
            spec = spec with { Fill = text[..fill], Align = text[fill] };
            at = fill + 1;
        }
        else if (text.Length > 0 && IsAlign(text[0]))
        {
            spec = spec with { Align = text[0] };
            at = 1;
        }

        var hasFill = at > 1;
        if (at < text.Length && text[at] is '+' or '-' or ' ')
        {
            spec = spec with { Sign = text[at++] };
        }

        if (at < text.Length && text[at] == 'z')
        {
            spec = spec with { NoNegativeZero = true };
            at++;
        }

        if (at < text.Length && text[at] == '#')
        {
            spec = spec with { IsAlternate = true };
            at++;
        }

        if (at < text.Length && text[at] == '0' && !hasFill)
        {
            spec = spec with { Fill = "0", Align = spec.Align == '\0' ? '=' : spec.Align };
            at++;
        }

        spec = spec with { Width = ReadNumber(text, ref at) ?? 0 };
        spec = ReadGrouping(text, ref at, spec);
        if (at < text.Length && text[at] == '.')
        {
            at++;
            spec = spec with { Precision = ReadNumber(text, ref at) ?? throw PyError.ValueOf("Format specifier missing precision") };
        }

        if (text.Length - at > 1)
        {
            throw PyError.ValueOf($"Invalid format specifier '{text}' for object of type '{typeName}'");
        }

        return at < text.Length ? spec with { Type = text[at] } : spec;
    }

    private static FormatSpec ReadGrouping(string text, ref int at, FormatSpec spec)
    {
        if (at < text.Length && text[at] is ',' or '_')
        {
            var grouping = text[at++];
            if (at < text.Length && text[at] is ',' or '_')
            {
                throw PyError.ValueOf(text[at] == grouping ? $"Cannot specify '{grouping}' with '{grouping}'." : "Cannot specify both ',' and '_'.");
            }

            spec = spec with { Grouping = grouping };
        }

        return spec;
    }

    private static bool IsAlign(char c) => c is '<' or '>' or '=' or '^';

    private static int? ReadNumber(string text, ref int at)
    {
        long number = 0;
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            number = (number * 10) + text[at++] - '0';
            if (number > int.MaxValue)
            {
                throw PyError.ValueOf("Too many decimal digits in format string");
            }
        }

        return at == start ? null : (int)number;
    }
}
