using System.Globalization;

namespace Sdvp.Benchmarks.Measuring;

/// <summary>What is asked of a value.</summary>
/// <param name="Least">The least that is asked; null for no lower bound.</param>
/// <param name="Most">The most that is allowed; null for no upper bound.</param>
internal sealed record Bar(double? Least, double? Most)
{
    public static Bar AtLeast(double value) => new(value, null);

    public static Bar AtMost(double value) => new(null, value);

    public static Bar Between(double least, double most) => new(least, most);

    public bool Holds(double value) => !(value < Least) && !(value > Most) && !double.IsNaN(value);

    public override string ToString() => (Least, Most) switch
    {
        ({ } least, { } most) => string.Create(CultureInfo.InvariantCulture, $"{least:#,0.##} to {most:#,0.##}"),
        ({ } least, null) => string.Create(CultureInfo.InvariantCulture, $"≥ {least:#,0.##}"),
        (null, { } most) => string.Create(CultureInfo.InvariantCulture, $"≤ {most:#,0.##}"),
        _ => "",
    };
}
