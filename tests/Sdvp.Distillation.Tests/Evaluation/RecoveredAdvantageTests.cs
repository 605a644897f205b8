using Sdvp.Distillation.Evaluation;

namespace Sdvp.Distillation.Tests.Evaluation;

public sealed class RecoveredAdvantageTests
{
    [Fact]
    public void OfMean_TwoTrainings_IsTheRatioOfMeans()
    {
        RecoveredAdvantage[] trainings =
        [
            new(new(600, 1000), new(700, 1000), new(800, 1000)),
            new(new(50, 100), new(80, 100), new(90, 100)),
        ];

        var interval = RecoveredAdvantage.OfMean(trainings)!.Interval;

        // Gains 0.1 and 0.3, advantages 0.2 and 0.4.
        Assert.Equal(0.4 / 0.6, interval.Mean, 12);
        Assert.InRange(interval.Low, 0.3, 0.6);
        Assert.InRange(interval.High, 0.7, 1);
    }

    [Fact]
    public void OfMean_OneTraining_IsNearTheNormalInterval()
    {
        // With a teacher that is always right and a student that never was, the share is the student's own, and binomial.
        var interval = RecoveredAdvantage.OfMean([new(new(0, 1000), new(600, 1000), new(1000, 1000))])!.Interval;
        var margin = 1.96 * Math.Sqrt(0.6 * 0.4 / 1000);

        Assert.InRange(interval.Low, 0.6 - (1.15 * margin), 0.6 - (0.85 * margin));
        Assert.InRange(interval.High, 0.6 + (0.85 * margin), 0.6 + (1.15 * margin));
    }

    [Fact]
    public void OfMean_TeacherNoBetter_IsNothing()
    {
        Assert.Null(RecoveredAdvantage.OfMean([new(new(8, 10), new(9, 10), new(8, 10))]));
        Assert.Null(RecoveredAdvantage.OfMean([new(new(8, 10), new(9, 10), new(0, 0))]));
        Assert.Throws<ArgumentException>(() => RecoveredAdvantage.OfMean([]));
    }
}
