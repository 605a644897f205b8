using Sdvp.Distillation.Evaluation;

namespace Sdvp.Distillation.Tests.Evaluation;

public sealed class ClusteredBootstrapTests
{
    [Fact]
    public void OfMean_ClustersOfDifferentSize_CountAlike()
    {
        var distribution = ClusteredBootstrap.OfMean([BootstrapCluster.Of([1, 1, 1, 0]), BootstrapCluster.Of([0])]);

        Assert.Equal(0.375, distribution.Interval.Mean, 12);
        Assert.Equal(5, distribution.Interval.Count);
    }

    [Fact]
    public void OfMean_OneCluster_IsTheIntervalOfItsValues()
    {
        var values = Enumerable.Range(0, 500).Select(i => i % 5 == 0 ? 1.0 : 0.0).ToArray();

        var clustered = ClusteredBootstrap.OfMean([BootstrapCluster.Of(values)]).Interval;
        var plain = BootstrapInterval.OfMean(values);

        Assert.InRange(clustered.Low, plain.Low - 0.004, plain.Low + 0.004);
        Assert.InRange(clustered.High, plain.High - 0.004, plain.High + 0.004);
    }

    [Fact]
    public void OfMean_ManyDifferentValues_IsTheIntervalOfThem()
    {
        var random = new Random(3);
        var values = Enumerable.Range(0, 300).Select(_ => random.NextDouble()).ToArray();

        var clustered = ClusteredBootstrap.OfMean([BootstrapCluster.Of(values)]).Interval;
        var plain = BootstrapInterval.OfMean(values);

        Assert.Equal(plain.Mean, clustered.Mean, 12);
        Assert.InRange((clustered.High - clustered.Low) / (plain.High - plain.Low), 0.9, 1.1);
    }

    [Fact]
    public void OfMean_SeedsThatDiffer_IsWiderThanTheirExamplesTogether()
    {
        BootstrapCluster[] seeds = [.. new[] { 0.5, 0.6, 0.7, 0.8, 0.9 }.Select(share => BootstrapCluster.OfCounts([(1, (int)(1000 * share)), (0, 1000 - (int)(1000 * share))]))];

        var clustered = ClusteredBootstrap.OfMean(seeds).Interval;

        Assert.Equal(0.7, clustered.Mean, 12);
        Assert.True(clustered.High - clustered.Low > 0.2, clustered.ToString());
    }

    [Fact]
    public void OfMean_SameOptions_IsTheSame()
    {
        BootstrapCluster[] seeds = [BootstrapCluster.Of([0, 1, 1, 0, 1]), BootstrapCluster.Of([0, 0, 1])];

        Assert.Equal(ClusteredBootstrap.OfMean(seeds).Interval, ClusteredBootstrap.OfMean(seeds).Interval);
        Assert.NotEqual(ClusteredBootstrap.OfMean(seeds, new() { Resamples = 50 }).Interval, ClusteredBootstrap.OfMean(seeds, new() { Resamples = 50, Seed = 1 }).Interval);
    }

    /// <summary>Five seeds with a spread of their own, examples inside: 95 % intervals hold the truth in at least 88 % of studies (five clusters are few).</summary>
    [Fact]
    public void OfMean_ManyStudies_CoverTheTruth()
    {
        var random = new Random(11);
        var covered = 0;
        for (var study = 0; study < 300; study++)
        {
            var seeds = Enumerable.Range(0, 5).Select(_ =>
            {
                var right = BinomialSampler.Draw(random, 300, 0.7 + (0.04 * (random.NextDouble() - 0.5)));
                return BootstrapCluster.OfCounts([(1, right), (0, 300 - right)]);
            });
            var interval = ClusteredBootstrap.OfMean([.. seeds], new() { Resamples = 400, Seed = study }).Interval;
            covered += interval.Low <= 0.7 && 0.7 <= interval.High ? 1 : 0;
        }

        Assert.InRange(covered / 300.0, 0.88, 1);
    }

    [Fact]
    public void OfStrata_StrataOfDifferentSize_CountAlike()
    {
        var cluster = BootstrapCluster.OfStrata([BootstrapCluster.Of([1, 1, 1, 1]), BootstrapCluster.Of([0])]);

        var interval = ClusteredBootstrap.OfMean([cluster]).Interval;

        Assert.Equal((0.5, 5), (cluster.Mean, cluster.Count));
        Assert.Equal((0.5, 0.5, 0.5), (interval.Mean, interval.Low, interval.High));
    }

    [Fact]
    public void PValue_Certainty_IsTheLeastThatResamplesCanShow()
    {
        var distribution = ClusteredBootstrap.OfMean([BootstrapCluster.Of([0.5])], new() { Resamples = 999 });

        Assert.Equal(0.001, distribution.PValueAbove(0.4), 12);
        Assert.Equal(1, distribution.PValueAbove(0.5), 12);
        Assert.Equal(0.001, distribution.PValueBelow(0.6), 12);
        Assert.Equal(1, distribution.PValueBelow(0.5), 12);
    }

    [Fact]
    public void OfMean_BadInput_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => ClusteredBootstrap.OfMean([]));
        Assert.Throws<ArgumentException>(() => BootstrapCluster.Of([]));
        Assert.Throws<ArgumentException>(() => BootstrapCluster.Of([double.NaN]));
        Assert.Throws<ArgumentException>(() => BootstrapCluster.OfCounts([(1, -1), (0, 2)]));
        Assert.Throws<ArgumentException>(() => BootstrapCluster.OfStrata([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClusteredBootstrap.OfMean([BootstrapCluster.Of([1])], new() { Resamples = 0 }));
    }
}
