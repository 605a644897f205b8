using System.Globalization;
using System.Text.RegularExpressions;
using Sdvp.Core.Programs.Viper.Library;
using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Api;

/// <summary>Reads numbers in answers of models: digits and English words.</summary>
internal static partial class NumberReader
{
    private static readonly string[] Units =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
        "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    /// <summary>The first number in a text; null where there is none.</summary>
    public static double? Find(string text)
    {
        var digits = Digits().Match(text.Replace(",", "", StringComparison.Ordinal));
        return digits.Success ? double.Parse(digits.Value, CultureInfo.InvariantCulture) : Words(text);
    }

    /// <summary><c>coerce_to_numeric</c>.</summary>
    public static PyObject Coerce(Machine machine, PyObject value, bool noText)
    {
        var reading = ViperHost.Of(machine).Profile.NumberReading;
        if (reading == ViperNumberReading.Integer)
        {
            return ((PyNative)NumberMembers.Int).Body!(machine, [value, null!]);
        }

        if (value is not PyText text)
        {
            return value is PyInteger or PyFloat ? value : throw PyError.Type($"coerce_to_numeric() takes text or a number, not {value.Type.Name}");
        }

        machine.Step(1 + (text.Value.Length / 16));
        double? number = reading == ViperNumberReading.First ? Find(text.Value) : Words(text.Value) ?? Together(text.Value);
        if (number is { } found)
        {
            return Math.Floor(found) == found && Math.Abs(found) < 1L << 53 ? PyInteger.Of((long)found) : new PyFloat(found);
        }

        return noText ? throw PyError.ValueOf($"could not read a number in {TextRepr.Quote(text.Value)}") : text;
    }

    private static double? Together(string text)
    {
        var digits = string.Concat(text.Where(c => char.IsAsciiDigit(c) || c == '.')).Trim('.');
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static double? Words(string text)
    {
        double total = 0;
        double group = 0;
        var found = false;
        foreach (var word in text.ToLowerInvariant().Split([' ', '-', '.', ',', '!', '?', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var (unit, ten) = (Array.IndexOf(Units, word), Array.IndexOf(Tens, word));
            if (unit >= 0 || ten >= 0)
            {
                group += unit >= 0 ? unit : (ten + 2) * 10;
                found = true;
            }
            else if (found && word is "hundred" or "thousand" or "million")
            {
                var scale = word == "hundred" ? 100 : word == "thousand" ? 1_000 : 1_000_000;
                (total, group) = scale == 100 ? (total, Math.Max(1, group) * scale) : (total + (Math.Max(1, group) * scale), 0);
            }
            else if (found && word != "and")
            {
                break;
            }
        }

        return found ? total + group : null;
    }

    [GeneratedRegex(@"-?\d+(\.\d+)?", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
