using System.Collections.Immutable;

namespace Sdvp.Distillation.Evaluation;

/// <summary>
/// Values that belong together, such as all examples of one training seed. Its mean is that of the means of its strata, such as several test splits that count alike;
/// examples are resampled inside their stratum. Immutable.
/// </summary>
public sealed class BootstrapCluster
{
    private readonly ImmutableArray<Stratum> _strata;

    private BootstrapCluster(ImmutableArray<Stratum> strata)
    {
        _strata = strata;
        Mean = strata.Average(s => s.Mean);
        Count = strata.Sum(s => s.Count);
    }

    /// <summary>The mean of the means of its strata.</summary>
    public double Mean { get; }

    /// <summary>Number of values in all strata.</summary>
    public int Count { get; }

    /// <summary>A cluster of one stratum.</summary>
    /// <param name="values">The values; at least one, all finite.</param>
    /// <returns>The cluster.</returns>
    /// <exception cref="ArgumentException">There is no value, or one is not finite.</exception>
    public static BootstrapCluster Of(IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return OfCounts(values.CountBy(value => value).Select(group => (group.Key, group.Value)));
    }

    /// <summary>A cluster of one stratum whose values are given by how often each occurs.</summary>
    /// <param name="counts">Values and their numbers; all finite and not negative, at least one value in all.</param>
    /// <returns>The cluster.</returns>
    /// <exception cref="ArgumentException">There is no value, one is not finite, or a number is negative.</exception>
    public static BootstrapCluster OfCounts(IEnumerable<(double Value, int Count)> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return new BootstrapCluster([Stratum.Of([.. counts])]);
    }

    /// <summary>A cluster of the strata of others.</summary>
    /// <param name="parts">The others; at least one.</param>
    /// <returns>The cluster.</returns>
    /// <exception cref="ArgumentException">There is no part.</exception>
    public static BootstrapCluster OfStrata(IEnumerable<BootstrapCluster> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var strata = parts.SelectMany(part => part._strata).ToImmutableArray();
        return strata.IsEmpty ? throw new ArgumentException("There is no stratum; a mean needs at least one.", nameof(parts)) : new BootstrapCluster(strata);
    }

    /// <summary>The mean of values that were drawn from it with replacement.</summary>
    internal double DrawMean(Random random)
    {
        var sum = 0.0;
        foreach (var stratum in _strata)
        {
            sum += stratum.DrawMean(random);
        }

        return sum / _strata.Length;
    }

    /// <summary>Values by how often they occur: how often each is drawn is multinomial, thus drawn as such, instead of value by value.</summary>
    private sealed record Stratum(ImmutableArray<(double Value, int Count)> Values, int Count, double Mean)
    {
        public static Stratum Of(ImmutableArray<(double Value, int Count)> values)
        {
            foreach (var (value, number) in values)
            {
                if (!double.IsFinite(value) || number < 0)
                {
                    throw new ArgumentException($"The value {value} occurs {number} times; expected are finite values and numbers of at least 0.", nameof(values));
                }
            }

            var count = values.Sum(v => v.Count);
            return count == 0
                ? throw new ArgumentException("There is no value; a mean needs at least one.", nameof(values))
                : new Stratum([.. values.Where(v => v.Count > 0)], count, values.Sum(v => v.Value * v.Count) / count);
        }

        public double DrawMean(Random random)
        {
            var (sum, toDraw, left) = (0.0, Count, Count);
            foreach (var (value, number) in Values)
            {
                var drawn = BinomialSampler.Draw(random, toDraw, (double)number / left);
                sum += value * drawn;
                toDraw -= drawn;
                left -= number;
            }

            return sum / Count;
        }
    }
}
