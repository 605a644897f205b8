using System.Globalization;

namespace Sdvp.Distillation.Evaluation;

/// <summary>A mean with its percentile bootstrap interval (Efron, 1979).</summary>
/// <param name="Mean">The mean of the values themselves.</param>
/// <param name="Low">Lower bound of the interval.</param>
/// <param name="High">Upper bound of the interval.</param>
/// <param name="Count">Number of values.</param>
public sealed record BootstrapInterval(double Mean, double Low, double High, int Count)
{
    /// <summary>Whether zero lies outside the interval: for a difference, whether it is significant.</summary>
    public bool ExcludesZero => Low > 0 || High < 0;

    /// <summary>The interval of a mean.</summary>
    /// <param name="values">The values, such as 1 for each right answer and 0 for each wrong one; at least one, all finite.</param>
    /// <param name="options">Resamples, confidence and seed. Default: <see cref="BootstrapOptions"/> as they are.</param>
    /// <returns>The interval. Bounds are interpolated between neighbouring resampled means.</returns>
    /// <exception cref="ArgumentException">There is no value, or one is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    public static BootstrapInterval OfMean(ReadOnlySpan<double> values, BootstrapOptions? options = null)
    {
        options ??= new BootstrapOptions();
        options.Validate();
        if (values.IsEmpty)
        {
            throw new ArgumentException("There is no value; a mean needs at least one.", nameof(values));
        }

        var sum = 0.0;
        foreach (var value in values)
        {
            sum += double.IsFinite(value) ? value : throw new ArgumentException($"A value is {value}; expected are finite numbers.", nameof(values));
        }

        var means = Resample(values, options);
        var tail = (1 - options.Confidence) / 2;
        return new BootstrapInterval(sum / values.Length, Quantile(means, tail), Quantile(means, 1 - tail), values.Length);
    }

    /// <summary>The interval of the mean difference between two measurements of the same examples.</summary>
    /// <param name="before">One value for each example.</param>
    /// <param name="after">The values of the same examples, in the same order.</param>
    /// <param name="options">Resamples, confidence and seed. Default: <see cref="BootstrapOptions"/> as they are.</param>
    /// <returns>The interval of <paramref name="after"/> − <paramref name="before"/>.</returns>
    /// <exception cref="ArgumentException">The numbers of values differ, there is none, or one is not finite.</exception>
    public static BootstrapInterval OfPairedDifference(ReadOnlySpan<double> before, ReadOnlySpan<double> after, BootstrapOptions? options = null)
    {
        if (before.Length != after.Length)
        {
            throw new ArgumentException($"Pairs are needed, but {before.Length} values stand before and {after.Length} after.", nameof(after));
        }

        var differences = new double[before.Length];
        for (var i = 0; i < differences.Length; i++)
        {
            differences[i] = after[i] - before[i];
        }

        return OfMean(differences, options);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Mean:0.###} [{Low:0.###}, {High:0.###}]");

    private static double[] Resample(ReadOnlySpan<double> values, BootstrapOptions options)
    {
        var random = new Random(options.Seed);
        var means = new double[options.Resamples];
        for (var i = 0; i < means.Length; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < values.Length; j++)
            {
                sum += values[random.Next(values.Length)];
            }

            means[i] = sum / values.Length;
        }

        Array.Sort(means);
        return means;
    }

    /// <summary>Interpolates between neighbours.</summary>
    internal static double Quantile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)Math.Floor(place);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
