using Sdvp.Core.Modules;
using Sdvp.Distillation.Labelling;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Distillation.Tests.Labelling;

public sealed class ConfidenceCalibrationTests
{
    /// <summary>Answers drawn from known probabilities, which are then made too sure or too unsure by a known temperature.</summary>
    [Theory]
    [InlineData(0.4)]
    [InlineData(1.0)]
    [InlineData(2.5)]
    public void Fit_ProbabilitiesDistortedByATemperature_FindsIt(double distortion)
    {
        var random = new SceneRandom(4);
        var distort = new ConfidenceCalibration(1 / distortion);
        var answers = Enumerable.Range(0, 4000).Select(_ =>
        {
            var weights = new[] { random.NextDouble(), random.NextDouble(), random.NextDouble() };
            var truth = new AnswerDistribution(weights.Select((w, i) => KeyValuePair.Create($"{i}", w / weights.Sum())));
            var right = $"{random.PickWeighted([.. Enumerable.Range(0, 3).Select(i => truth.ProbabilityOf($"{i}"))])}";
            return (distort.Apply(truth), right);
        }).ToArray();

        var calibration = ConfidenceCalibration.Fit(answers);

        Assert.Equal(distortion, calibration.Temperature, 0.1 * distortion);
        Assert.True(calibration.LossAfter <= calibration.LossBefore);
        Assert.True(calibration.CalibrationErrorAfter < 0.03, $"{calibration.CalibrationErrorBefore} → {calibration.CalibrationErrorAfter}");
    }

    [Fact]
    public void Apply_KeepsOrderAndTheShareOfOtherAnswers()
    {
        var distribution = new AnswerDistribution([new("a", 0.6), new("b", 0.2), new("c", 0)]);

        var scaled = new ConfidenceCalibration(2).Apply(distribution);

        Assert.Equal(["a", "b", "c"], scaled.Answers.Select(a => a.Key));
        var sum = Math.Sqrt(0.6) + (2 * Math.Sqrt(0.2));
        Assert.Equal(Math.Sqrt(0.6) / sum, scaled.Confidence, 1e-12);
        Assert.Same(distribution, new ConfidenceCalibration(1).Apply(distribution));
    }

    [Fact]
    public void Fit_CertainAndWrong_StaysFinite()
    {
        var calibration = ConfidenceCalibration.Fit([(AnswerDistribution.Certain("a"), "b"), (AnswerDistribution.Certain("a"), "a")]);

        Assert.True(double.IsFinite(calibration.LossAfter));
        Assert.Throws<ArgumentException>(() => ConfidenceCalibration.Fit([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConfidenceCalibration(0));
    }
}
