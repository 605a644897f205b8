using Sdvp.Distillation.Evaluation;

namespace Sdvp.Distillation.Tests.Evaluation;

public sealed class QuestionOnlyBaselineTests
{
    private static readonly QuestionOnlyBaseline _baseline = QuestionOnlyBaseline.Fit(
    [
        ("is there a cat?", "yes"), ("is there a dog?", "yes"), ("is there a cow?", "yes"), ("is there a pig?", "No"),
        ("what color is the sky?", "Blue."), ("what color is the sky?", "blue"), ("what color is the cat?", "red"), ("what color is the cow?", "red"),
        ("what color is the hen?", "red"),
        ("how many cats?", "2"), ("how many dogs?", "two"), ("how many pigs are in the house?", "3"),
    ]);

    [Theory]
    [InlineData("What color is the sky", "blue")]
    [InlineData("what color is the unicorn?", "red")]
    [InlineData("is there a unicorn?", "yes")]
    [InlineData("how many unicorns sing?", "2")]
    [InlineData("why?", "red")]
    [InlineData("", "red")]
    public void Predict_Question_GivesTheMajorityOfTheNearest(string question, string expected) => Assert.Equal(expected, _baseline.Predict(question));

    [Fact]
    public void Evaluate_Test_GivesOutcomes()
    {
        var outcomes = _baseline.Evaluate(
        [
            FakeProgram.Example("1", "Yes", "is there a hen?"), FakeProgram.Example("2", "no", "is there a hen?"), FakeProgram.Example("3", null, "is there a hen?"),
        ]);

        Assert.Equal([true, false], outcomes.Select(o => o.IsCorrect));
        Assert.Equal(0.5, AnswerAccuracy.Of(outcomes).Value);
    }

    [Fact]
    public void Fit_BalancedAnswers_IsNoBetterThanChance()
    {
        var training = Enumerable.Range(0, 400).Select(i => ($"is there a {"abcdefgh"[i % 8]}{i % 5}?", i % 2 == (i / 8 % 2) ? "yes" : "no"));
        var test = Enumerable.Range(0, 400).Select(i => FakeProgram.Example($"{i}", i % 2 == 0 ? "yes" : "no", $"is there a {"abcdefgh"[i / 2 % 8]}{i / 2 % 5}?"));

        Assert.Equal(0.5, AnswerAccuracy.Of(QuestionOnlyBaseline.Fit(training).Evaluate(test)).Value, 2);
    }

    [Fact]
    public void Fit_Nothing_IsRefused() => Assert.Throws<ArgumentException>(() => QuestionOnlyBaseline.Fit(Array.Empty<(string, string)>()));
}
