using Sdvp.Distillation.Evaluation;

namespace Sdvp.Distillation.Tests.Evaluation;

public sealed class AnswerAccuracyTests
{
    private static readonly ExampleOutcome[] _before = [Outcome("1", "a", true), Outcome("2", "a", false), Outcome("3", "b", false), Outcome("4", null, false)];

    [Fact]
    public void Of_Outcomes_CountsRightOnes()
    {
        var accuracy = AnswerAccuracy.Of(_before);

        Assert.Equal((1, 4), (accuracy.Correct, accuracy.Total));
        Assert.Equal(0.25, accuracy.Value);
        Assert.Equal(0.25, accuracy.Interval.Mean);
    }

    [Fact]
    public void ByFamily_Outcomes_PartsThem()
    {
        var families = AnswerAccuracy.ByFamily(_before);

        Assert.Equal(["a", "b", "other"], families.Keys);
        Assert.Equal(0.5, families["a"].Value);
    }

    [Fact]
    public void Change_OtherOrder_IsPairedById()
    {
        var after = _before.Reverse().Select(o => o with { IsCorrect = o.Id != "4" });

        Assert.Equal(0.5, AnswerAccuracy.Change(_before, after).Mean);
    }

    [Fact]
    public void Change_OtherExamples_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => AnswerAccuracy.Change(_before, _before[1..]));
        Assert.Throws<ArgumentException>(() => AnswerAccuracy.Of([]));
    }

    private static ExampleOutcome Outcome(string id, string? family, bool isCorrect) => new() { Id = id, Family = family, Expected = "yes", IsCorrect = isCorrect };
}
