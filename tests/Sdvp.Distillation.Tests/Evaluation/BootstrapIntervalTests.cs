using CsCheck;
using Sdvp.Distillation.Evaluation;

namespace Sdvp.Distillation.Tests.Evaluation;

public sealed class BootstrapIntervalTests
{
    [Fact]
    public void OfMean_ManyCoinThrows_IsNearTheNormalInterval()
    {
        var values = Enumerable.Range(0, 1000).Select(i => i % 10 < 7 ? 1.0 : 0.0).ToArray();
        var margin = 1.96 * Math.Sqrt(0.7 * 0.3 / 1000);

        var interval = BootstrapInterval.OfMean(values);

        Assert.Equal(0.7, interval.Mean, 12);
        Assert.InRange(interval.Low, 0.7 - (1.15 * margin), 0.7 - (0.85 * margin));
        Assert.InRange(interval.High, 0.7 + (0.85 * margin), 0.7 + (1.15 * margin));
    }

    [Fact]
    public void OfMean_SameSeed_IsTheSame()
    {
        double[] values = [0, 1, 1, 0, 1, 0.5];

        Assert.Equal(BootstrapInterval.OfMean(values), BootstrapInterval.OfMean(values));
        Assert.NotEqual(BootstrapInterval.OfMean(values, new() { Resamples = 50 }), BootstrapInterval.OfMean(values, new() { Resamples = 50, Seed = 1 }));
    }

    [Fact]
    public void OfMean_AnyValues_HoldsTheMeanAndStaysInRange() =>
        Gen.Double[-1, 1].Array[1, 30].Sample(values =>
        {
            var interval = BootstrapInterval.OfMean(values, new() { Resamples = 200, Confidence = 0.99 });
            Assert.InRange(interval.Low, values.Min() - 1e-12, interval.High);
            Assert.InRange(interval.High, interval.Low, values.Max() + 1e-12);
            Assert.Equal(values.Average(), interval.Mean, 9);
        });

    [Fact]
    public void OfPairedDifference_SharedDifficulty_IsNarrowerThanEitherMean()
    {
        var before = Enumerable.Range(0, 400).Select(i => i % 2 == 0 ? 1.0 : 0.0).ToArray();
        var after = before.Select((b, i) => i % 20 == 1 ? 1.0 : b).ToArray();

        var difference = BootstrapInterval.OfPairedDifference(before, after);
        var alone = BootstrapInterval.OfMean(after);

        Assert.Equal(0.05, difference.Mean, 12);
        Assert.True(difference.ExcludesZero);
        Assert.True(difference.High - difference.Low < (alone.High - alone.Low) / 2);
    }

    [Fact]
    public void OfMean_BadInput_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => BootstrapInterval.OfMean([]));
        Assert.Throws<ArgumentException>(() => BootstrapInterval.OfMean([1, double.NaN]));
        Assert.Throws<ArgumentException>(() => BootstrapInterval.OfPairedDifference([1], [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => BootstrapInterval.OfMean([1], new() { Resamples = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => BootstrapInterval.OfMean([1], new() { Confidence = 1 }));
    }

    [Fact]
    public void OfMean_OneValue_IsAPoint() => Assert.Equal(new BootstrapInterval(0.25, 0.25, 0.25, 1), BootstrapInterval.OfMean([0.25]));
}
