namespace Sdvp.Core.Programs.Viper.Values;

internal sealed class PyRange(long start, long stop, long step) : PyObject
{
    public long Start => start;

    public long Stop => stop;

    public long Step => step;

    /// <summary>The number of items, at most <see cref="long.MaxValue"/>.</summary>
    public long Length { get; } = Count(start, stop, step);

    public override PyType Type => Types.Range;

    public override bool IsTrue => Length > 0;

    public override IEnumerable<string> DataNames => ["start", "stop", "step"];

    public override PyObject? FindData(string name) => name switch
    {
        "start" => PyInteger.Of(start),
        "stop" => PyInteger.Of(stop),
        "step" => PyInteger.Of(step),
        _ => null,
    };

    public long At(long index) => start + (index * step);

    public bool Contains(long value) => step > 0
        ? value >= start && value < stop && ((Int128)value - start) % step == 0
        : value <= start && value > stop && ((Int128)start - value) % -(Int128)step == 0;

    private static long Count(long start, long stop, long step)
    {
        Int128 distance = step > 0 ? (Int128)stop - start : (Int128)start - stop;
        Int128 size = step > 0 ? step : -(Int128)step;
        return distance <= 0 ? 0 : (long)Int128.Min(long.MaxValue, (distance + size - 1) / size);
    }
}
