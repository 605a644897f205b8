using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>The places that a slice takes of a sequence.</summary>
internal readonly record struct Slicing(long Start, long Stop, long Step, int Count)
{
    public static Slicing Of(PySlice slice, int length)
    {
        var step = Part(slice.Step) ?? 1;
        if (step == 0)
        {
            throw PyError.ValueOf("slice step cannot be zero");
        }

        var (low, high) = step > 0 ? (0L, (long)length) : (-1L, length - 1L);
        var start = Clamp(Part(slice.Lower), length, low, high, step > 0 ? low : high);
        var stop = Clamp(Part(slice.Upper), length, low, high, step > 0 ? high : low);
        var distance = step > 0 ? stop - start : start - stop;
        var count = distance <= 0 ? 0 : ((distance - 1) / (step == long.MinValue ? long.MaxValue : Math.Abs(step))) + 1;
        return new Slicing(start, stop, step, (int)count);
    }

    public int At(int index) => (int)(Start + (index * Step));

    private static long Clamp(long? part, int length, long low, long high, long missing)
    {
        if (part is not { } value)
        {
            return missing;
        }

        value = value < 0 ? value + length : value;
        return Math.Clamp(value, low, high);
    }

    private static long? Part(PyObject part) => part switch
    {
        PyNone => null,
        PyInteger integer => Math.Clamp(integer.Value, -int.MaxValue, int.MaxValue),
        _ => throw PyError.Type("slice indices must be integers or None or have an __index__ method"),
    };
}
