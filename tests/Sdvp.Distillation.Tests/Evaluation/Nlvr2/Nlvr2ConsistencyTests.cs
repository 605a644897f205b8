using Sdvp.Distillation.Evaluation;
using Sdvp.Distillation.Evaluation.Nlvr2;

namespace Sdvp.Distillation.Tests.Evaluation.Nlvr2;

public sealed class Nlvr2ConsistencyTests
{
    [Fact]
    public void Of_Outcomes_CountsSentencesRightThroughout()
    {
        var consistency = Nlvr2Consistency.Of(
        [
            Outcome("dev-1-0-0", true), Outcome("dev-1-1-0", true),
            Outcome("dev-1-0-1", true), Outcome("dev-1-1-1", false),
            Outcome("dev-2-0-0", true),
        ]);

        Assert.Equal(2, consistency.Consistent);
        Assert.Equal(3, consistency.Sentences);
        Assert.Equal(2.0 / 3, consistency.Value, 12);
    }

    [Fact]
    public void Of_NothingOrOtherIds_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Nlvr2Consistency.Of([]));
        Assert.Throws<FormatException>(() => Nlvr2Consistency.Of([Outcome("q1", true)]));
    }

    private static ExampleOutcome Outcome(string id, bool isCorrect) => new() { Id = id, Expected = "yes", Given = "yes", IsCorrect = isCorrect };
}
