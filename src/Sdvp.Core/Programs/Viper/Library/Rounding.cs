using System.Globalization;
using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;
using Shared = Sdvp.Core.Programs.Expressions.Evaluation.Rounding;

namespace Sdvp.Core.Programs.Viper.Library;

/// <summary><c>round</c>: half to even, by exact values; negative digits round before the point.</summary>
internal static class Rounding
{
    public static PyObject Round(PyObject value, PyObject? digits)
    {
        var places = Arguments.IsGiven(digits) ? Numbers.Index(digits!) : (long?)null;
        switch (value)
        {
            case PyInteger integer:
                return PyInteger.Of(places is < 0 ? RoundInteger(integer.Value, -places.Value) : integer.Value);
            case PyFloat number when places is null:
                return Numbers.ToInteger(Math.Round(number.Value, MidpointRounding.ToEven));
            case PyFloat number:
                return new PyFloat(RoundDouble(number.Value, places.Value));
            default:
                throw PyError.Type($"type {value.Type.Name} doesn't define __round__ method");
        }
    }

    public static double RoundDouble(double number, long places)
    {
        const int MostPlaces = 1100;
        if (places >= 0 || !double.IsFinite(number))
        {
            return Shared.ToDigits(number, (int)Math.Min(Math.Max(places, 0), MostPlaces));
        }

        if (places < -308)
        {
            return Math.CopySign(0, number);
        }

        // The digits before the point of a double are exact; those behind it only break ties.
        var exact = Math.Abs(number).ToString("F1100", CultureInfo.InvariantCulture);
        var point = exact.IndexOf('.', StringComparison.Ordinal);
        var keep = point + (int)places;
        if (keep < 0)
        {
            return Math.CopySign(0, number);
        }

        var head = System.Numerics.BigInteger.Parse("0" + exact[..keep], CultureInfo.InvariantCulture);
        var tail = exact.AsSpan(keep);
        var isAbove = tail[0] > '5' || (tail[0] == '5' && tail[1..].ContainsAnyInRange('1', '9'));
        var isTie = tail[0] == '5' && !isAbove;
        head += isAbove || (isTie && !head.IsEven) ? 1 : 0;
        var rounded = double.Parse($"{head}e{-places}", CultureInfo.InvariantCulture);
        return double.IsInfinity(rounded)
            ? throw PyError.Overflow("rounded value too large to represent")
            : Math.CopySign(rounded, number);
    }

    private static long RoundInteger(long value, long places)
    {
        if (places > 18)
        {
            return 0;
        }

        long unit = 1;
        for (var i = 0; i < places; i++)
        {
            unit *= 10;
        }

        var rest = ((value % unit) + unit) % unit;
        var down = (Int128)value - rest;
        var isUp = rest > unit - rest || (rest == unit - rest && down / unit % 2 != 0);
        var rounded = isUp ? down + unit : down;
        return rounded is { } r && r <= long.MaxValue && r >= long.MinValue ? (long)rounded : throw Numbers.IntegerOverflow();
    }
}
