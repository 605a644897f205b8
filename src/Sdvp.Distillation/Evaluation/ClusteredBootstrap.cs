namespace Sdvp.Distillation.Evaluation;

/// <summary>
/// The two-level bootstrap for several trainings of one method: each resample draws as many clusters (seeds) as there are with replacement, and inside each
/// as many values (examples) as it has with replacement. The statistic is the mean of the clusters' means: clusters count alike.
/// </summary>
public static class ClusteredBootstrap
{
    /// <summary>The distribution of a mean.</summary>
    /// <param name="clusters">The clusters; at least one. With a single one only its values are resampled.</param>
    /// <param name="options">Resamples, confidence and seed. Default: <see cref="BootstrapOptions"/> as they are.</param>
    /// <returns>The distribution.</returns>
    /// <exception cref="ArgumentException">There is no cluster.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    public static BootstrapDistribution OfMean(IReadOnlyList<BootstrapCluster> clusters, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        return Resample(clusters, (cluster, random) => cluster.DrawMean(random), draws => draws.Average(), clusters.Select(c => c.Mean), clusters.Sum(c => c.Count), options);
    }

    /// <summary>The distribution of any statistic of clusters.</summary>
    /// <param name="clusters">The clusters.</param>
    /// <param name="draw">Resamples the inside of a cluster.</param>
    /// <param name="statistic">The statistic of drawn clusters.</param>
    /// <param name="observed">What <paramref name="draw"/> gives for the clusters themselves.</param>
    /// <param name="count">Number of values in all clusters.</param>
    /// <param name="options">Resamples, confidence and seed.</param>
    internal static BootstrapDistribution Resample<TCluster, TDraw>(
        IReadOnlyList<TCluster> clusters,
        Func<TCluster, Random, TDraw> draw,
        Func<TDraw[], double> statistic,
        IEnumerable<TDraw> observed,
        int count,
        BootstrapOptions? options)
    {
        options ??= new BootstrapOptions();
        options.Validate();
        if (clusters.Count == 0)
        {
            throw new ArgumentException("There is no cluster; a statistic needs at least one.", nameof(clusters));
        }

        var random = new Random(options.Seed);
        var drawn = new TDraw[clusters.Count];
        var resampled = new double[options.Resamples];
        for (var i = 0; i < resampled.Length; i++)
        {
            for (var j = 0; j < drawn.Length; j++)
            {
                drawn[j] = draw(clusters[random.Next(clusters.Count)], random);
            }

            resampled[i] = statistic(drawn);
        }

        return new BootstrapDistribution(statistic([.. observed]), resampled, options.Confidence, count);
    }
}
