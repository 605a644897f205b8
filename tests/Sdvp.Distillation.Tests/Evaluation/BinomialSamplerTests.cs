using Sdvp.Distillation.Evaluation;

namespace Sdvp.Distillation.Tests.Evaluation;

public sealed class BinomialSamplerTests
{
    /// <summary>Pearson's chi-square against the exact probabilities; the bound is four standard deviations above the mean of the statistic.</summary>
    [Theory]
    [InlineData(7, 0.3)]
    [InlineData(400, 0.01)]
    [InlineData(60, 0.4)]
    [InlineData(300, 0.85)]
    [InlineData(1000, 0.5)]
    [InlineData(5000, 0.003)]
    public void Draw_ManyTimes_HasTheBinomialDistribution(int trials, double probability)
    {
        const int Draws = 200_000;
        var random = new Random(5);
        var counts = new int[trials + 1];
        for (var i = 0; i < Draws; i++)
        {
            counts[BinomialSampler.Draw(random, trials, probability)]++;
        }

        var (statistic, cells, rest, expectedRest) = (0.0, 0, 0.0, 0.0);
        for (var k = 0; k <= trials; k++)
        {
            var expected = Draws * Math.Exp(LogProbability(trials, k, probability));
            if (expected < 10)
            {
                rest += counts[k];
                expectedRest += expected;
                continue;
            }

            statistic += (counts[k] - expected) * (counts[k] - expected) / expected;
            cells++;
        }

        Assert.True(cells > 2);
        Assert.InRange(statistic, 0, cells + (4 * Math.Sqrt(2 * cells)));
        Assert.InRange(rest, expectedRest - (5 * Math.Sqrt(expectedRest + 1)), expectedRest + (5 * Math.Sqrt(expectedRest + 1)));
    }

    [Theory]
    [InlineData(0, 0.5, 0)]
    [InlineData(9, 0, 0)]
    [InlineData(9, 1, 9)]
    public void Draw_Certain_IsCertain(int trials, double probability, int expected) =>
        Assert.Equal(expected, BinomialSampler.Draw(new Random(1), trials, probability));

    private static double LogProbability(int trials, int k, double probability)
    {
        var sum = (k * Math.Log(probability)) + ((trials - k) * Math.Log(1 - probability));
        for (var i = 1; i <= k; i++)
        {
            sum += Math.Log((double)(trials - k + i) / i);
        }

        return sum;
    }
}
