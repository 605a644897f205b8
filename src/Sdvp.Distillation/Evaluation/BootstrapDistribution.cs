namespace Sdvp.Distillation.Evaluation;

/// <summary>A statistic and its values on resamples: gives intervals and one-sided p values. Immutable.</summary>
public sealed class BootstrapDistribution
{
    private readonly double[] _resampled;

    internal BootstrapDistribution(double estimate, double[] resampled, double confidence, int count)
    {
        Array.Sort(resampled);
        _resampled = resampled;
        var tail = (1 - confidence) / 2;
        Interval = new BootstrapInterval(estimate, BootstrapInterval.Quantile(resampled, tail), BootstrapInterval.Quantile(resampled, 1 - tail), count);
    }

    /// <summary>The statistic of the values themselves with its percentile interval.</summary>
    public BootstrapInterval Interval { get; }

    /// <summary>
    /// The one-sided p value against "at most the bound": how often resamples reach no higher than it, <c>(1 + number) / (1 + resamples)</c>, which is never 0.
    /// Against a bound below 0 this is a test of non-inferiority with that margin.
    /// </summary>
    /// <param name="bound">What the statistic should exceed, such as 0 for a gain.</param>
    /// <returns>The p value, above 0 and at most 1.</returns>
    public double PValueAbove(double bound) => PValue(_resampled.Count(value => value <= bound));

    /// <summary>The one-sided p value against "at least the bound".</summary>
    /// <param name="bound">What the statistic should stay below.</param>
    /// <returns>The p value, above 0 and at most 1.</returns>
    public double PValueBelow(double bound) => PValue(_resampled.Count(value => value >= bound));

    private double PValue(int against) => (1.0 + against) / (1 + _resampled.Length);
}
