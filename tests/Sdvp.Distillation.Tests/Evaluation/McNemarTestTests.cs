using Sdvp.Distillation.Evaluation;

namespace Sdvp.Distillation.Tests.Evaluation;

public sealed class McNemarTestTests
{
    /// <summary>Values by exact rational arithmetic.</summary>
    [Theory]
    [InlineData(0, 0, 1.0)]
    [InlineData(1, 0, 1.0)]
    [InlineData(5, 0, 0.0625)]
    [InlineData(10, 2, 0.03857421875)]
    [InlineData(6, 6, 1.0)]
    [InlineData(121, 59, 4.434449263755176e-06)]
    public void Of_FewPairs_IsExact(int first, int second, double expected)
    {
        var test = McNemarTest.Of(Pairs(first, second));

        Assert.True(test.IsExact);
        Assert.Equal(expected, test.PValue, 1e-9 * expected);
    }

    /// <summary>Values of the chi-square distribution with one degree of freedom.</summary>
    [Theory]
    [InlineData(121, 59, 20.672222222222224, 5.450094825427123e-06)]
    [InlineData(30, 20, 1.62, 0.20309178757716786)]
    [InlineData(26, 26, 0.0, 1.0)]
    public void Of_ManyPairs_IsChiSquareWithContinuityCorrection(int first, int second, double statistic, double expected)
    {
        var test = McNemarTest.Of(Pairs(first, second), exactUpTo: 25);

        Assert.False(test.IsExact);
        Assert.Equal(statistic, test.ChiSquare, 1e-12);
        Assert.Equal(expected, test.PValue, 1e-10 * expected);
    }

    [Fact]
    public void Of_Outcomes_PairsThemById()
    {
        var test = McNemarTest.Of([Outcome("a", true), Outcome("b", false), Outcome("c", true)], [Outcome("c", true), Outcome("b", false), Outcome("a", false)]);

        Assert.Equal((1, 0, 1, 1), (test.FirstOnly, test.SecondOnly, test.Both, test.Neither));
        Assert.Throws<ArgumentException>(() => McNemarTest.Of([Outcome("a", true)], [Outcome("b", true)]));
    }

    private static IEnumerable<(bool First, bool Second)> Pairs(int first, int second) =>
        [.. Enumerable.Repeat((true, false), first), .. Enumerable.Repeat((false, true), second), .. Enumerable.Repeat((true, true), 7), (false, false)];

    private static ExampleOutcome Outcome(string id, bool isCorrect) => new() { Id = id, Expected = "yes", Given = "yes", IsCorrect = isCorrect };
}
