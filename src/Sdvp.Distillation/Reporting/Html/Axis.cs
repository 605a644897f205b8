using System.Globalization;

namespace Sdvp.Distillation.Reporting.Html;

/// <summary>An axis with round numbers.</summary>
internal sealed class Axis
{
    private readonly int _decimals;

    private Axis(double low, double high, double step)
    {
        Low = low;
        High = high;
        _decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9), 0, 6);
        Ticks = [.. Enumerable.Range(0, (int)Math.Round((high - low) / step) + 1).Select(i => low + (i * step))];
    }

    public double Low { get; }

    public double High { get; }

    public double[] Ticks { get; }

    /// <summary>An axis around values, with about as many ticks as asked for.</summary>
    public static Axis Around(IReadOnlyCollection<double> values, int ticks)
    {
        var (low, high) = values.Count == 0 ? (0, 1) : (values.Min(), values.Max());
        if (high - low <= Math.Max(Math.Abs(high) * 1e-9, 1e-5))
        {
            var margin = Math.Max(Math.Abs(low) * 0.1, 0.1);
            (low, high) = (low - margin, high + margin);
        }

        var rough = (high - low) / ticks;
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = magnitude * (rough / magnitude) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        return new Axis(Math.Floor((low / step) + 1e-9) * step, Math.Ceiling((high / step) - 1e-9) * step, step);
    }

    /// <summary>Where a value lies, from 0 to 1.</summary>
    public double Place(double value) => (value - Low) / (High - Low);

    public string Print(double tick) => (Math.Abs(tick) < 1e-12 ? 0 : tick).ToString(
        $"{(Math.Abs(High - Low) >= 10_000 ? "N" : "F")}{_decimals.ToString(CultureInfo.InvariantCulture)}", CultureInfo.InvariantCulture);
}
