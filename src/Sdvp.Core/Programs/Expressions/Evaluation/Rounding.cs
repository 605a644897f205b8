using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Expressions.Evaluation;

/// <summary>Python's <c>round</c>: half to even without digits; with digits, by the exact value of the double.</summary>
internal static class Rounding
{
    // More digits than a double can lack: beyond them every double is its own rounding.
    private const int MaximumDigits = 1100;

    public static Operand Round(ImmutableArray<Operand> arguments, SourceSpan span, ExpressionOptions options)
    {
        var value = arguments[0].Value;
        long digits = 0;
        if (arguments.Length == 2 && (!Numeric.TryGetInteger(arguments[1].Value, out digits) || digits < 0))
        {
            throw new ExpressionException($"round cannot take {ValueText.Describe(arguments[1].Plain)} digits; it takes 0 or more.", span);
        }

        if (Numeric.TryGetInteger(value, out var integer))
        {
            return Operand.Of(integer);
        }

        if (value is not NumberValue { Value: var number })
        {
            throw new ExpressionException($"round cannot take {ValueText.Describe(arguments[0].Plain)}; it takes a number.", span);
        }

        return arguments.Length == 2 ? Operand.Of(ToDigits(number, (int)Math.Min(digits, MaximumDigits))) : ToInteger(number, span);
    }

    private static Operand ToInteger(double number, SourceSpan span) =>
        Math.Round(number, MidpointRounding.ToEven) is >= -9223372036854775808.0 and < 9223372036854775808.0 and var whole
            ? Operand.Of((long)whole)
            : throw new ExpressionException($"round({NumberText.Python(number)}) is out of range; integers have 64 bits.", span);

    /// <summary>Rounds to a number of decimals from 0 to 1,100, ties to even.</summary>
    public static double ToDigits(double number, int digits)
    {
        if (!double.IsFinite(number))
        {
            return number;
        }

        // All decimal digits of a double are finitely many; "F1100" writes every one of them, so ties are seen as what they are.
        var exact = number.ToString("F" + MaximumDigits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var cut = exact.IndexOf('.', StringComparison.Ordinal) + 1 + digits;
        var tail = exact.AsSpan(cut);
        var kept = double.Parse(exact.AsSpan(0, cut), CultureInfo.InvariantCulture);
        if (tail.IsEmpty || tail[0] < '5')
        {
            return kept;
        }

        var isTie = tail[0] == '5' && tail[1..].Trim('0').IsEmpty;
        var lastDigit = exact[digits == 0 ? cut - 2 : cut - 1];
        return isTie && (lastDigit - '0') % 2 == 0 ? kept : double.Parse(Increment(exact[..cut]), CultureInfo.InvariantCulture);
    }

    private static string Increment(string number)
    {
        var characters = number.ToCharArray();
        for (var i = characters.Length - 1; i >= 0; i--)
        {
            if (!char.IsAsciiDigit(characters[i]))
            {
                continue;
            }

            if (characters[i] < '9')
            {
                characters[i]++;
                return new string(characters);
            }

            characters[i] = '0';
        }

        var sign = number[0] == '-' ? "-" : "";
        return $"{sign}1{new string(characters)[sign.Length..]}";
    }
}
