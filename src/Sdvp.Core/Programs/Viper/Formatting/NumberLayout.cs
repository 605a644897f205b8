using System.Text;
using Sdvp.Core.Programs.Viper.Runtime;

namespace Sdvp.Core.Programs.Viper.Formatting;

/// <summary>Puts sign, prefix, digits and fill of a number together.</summary>
internal static class NumberLayout
{
    /// <param name="machine">Pays for the text.</param>
    /// <param name="isNegative">Whether the number is below zero, or is negative zero.</param>
    /// <param name="prefix">Such as <c>0x</c>.</param>
    /// <param name="whole">Digits before the point.</param>
    /// <param name="rest">Point, fraction, exponent, per cent sign.</param>
    /// <param name="spec">The specification.</param>
    /// <param name="group">Digits of a group.</param>
    public static string Lay(Machine machine, bool isNegative, string prefix, string whole, string rest, FormatSpec spec, int group = 3)
    {
        var sign = isNegative ? "-" : spec.Sign is '+' or ' ' ? spec.Sign.ToString() : "";
        var align = spec.Align == '\0' ? '>' : spec.Align;
        var head = sign + prefix;
        machine.Budget.AllocateText((long)spec.Width + whole.Length + rest.Length);
        if (spec.Grouping != '\0')
        {
            // Zeros that fill up to the width take part in the groups.
            var minimum = align == '=' && spec.Fill == "0" ? spec.Width - head.Length - rest.Length : 0;
            whole = Group(whole, spec.Grouping, group, minimum);
        }

        var missing = spec.Width - head.Length - whole.Length - rest.Length;
        if (align == '=' && missing > 0)
        {
            return head + Formatter.Repeat(spec.Fill, missing) + whole + rest;
        }

        return Formatter.Pad(machine, head + whole + rest, spec, '>');
    }

    private static string Group(string digits, char separator, int group, int minimum)
    {
        var output = new StringBuilder();
        var count = 0;
        for (var i = digits.Length - 1; i >= 0 || output.Length < minimum; i--)
        {
            if (count > 0 && count % group == 0)
            {
                output.Insert(0, separator);
            }

            output.Insert(0, i >= 0 ? digits[i] : '0');
            count++;
        }

        return output.ToString();
    }
}
