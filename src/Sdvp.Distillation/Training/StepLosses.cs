namespace Sdvp.Distillation.Training;

/// <summary>What came of one training step.</summary>
/// <param name="Point">The losses that are kept.</param>
/// <param name="Loss">The whole loss.</param>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="GradientNorm">The norm of the gradients before they were clipped; null where they are not.</param>
internal readonly record struct StepLosses(TrainingPoint Point, float Loss, double LearningRate, double? GradientNorm)
{
    /// <param name="log">Where to.</param>
    /// <param name="selfDistillationWeight">λ.</param>
    public void WriteTo(TrainingLog log, double selfDistillationWeight)
    {
        log.Add("loss/whole", Loss, Point.Step);
        log.Add("loss/stepwise", Point.Stepwise, Point.Step);
        log.Add("loss/self-distillation", Point.SelfDistillation, Point.Step);
        log.Add("loss/strategies", Loss - Point.Stepwise - (selfDistillationWeight * Point.SelfDistillation), Point.Step);
        log.Add("learning-rate", LearningRate, Point.Step);
        if (GradientNorm is { } norm)
        {
            log.Add("gradient-norm", norm, Point.Step);
        }
    }
}
