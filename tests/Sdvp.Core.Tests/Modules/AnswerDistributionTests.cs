using Sdvp.Core.Modules;

namespace Sdvp.Core.Tests.Modules;

public class AnswerDistributionTests
{
    [Fact]
    public void Constructor_AnyOrder_SortsAndKeepsTies()
    {
        var distribution = new AnswerDistribution([new("b", 0.2), new("a", 0.5), new("c", 0.2)]);

        Assert.Equal(["a", "b", "c"], distribution.Answers.Select(answer => answer.Key));
        Assert.Equal("a", distribution.Top);
        Assert.Equal(0.5, distribution.Confidence);
        Assert.Equal(0.2, distribution.ProbabilityOf("c"));
        Assert.Equal(0, distribution.ProbabilityOf("C"));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1.5)]
    public void Constructor_ImpossibleProbability_IsRefused(double probability) =>
        Assert.Throws<ArgumentException>(() => new AnswerDistribution([new("a", probability)]));

    [Fact]
    public void Constructor_NoneOrTwice_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new AnswerDistribution([]));
        Assert.Throws<ArgumentException>(() => new AnswerDistribution([new("a", 0.5), new("a", 0.1)]));
    }
}
