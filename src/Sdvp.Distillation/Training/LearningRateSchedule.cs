namespace Sdvp.Distillation.Training;

/// <summary>Linear warm-up, then a half cosine down to 0. A pure function of the step, so that nothing of it needs to be kept.</summary>
internal sealed class LearningRateSchedule
{
    private readonly double _highest;
    private readonly int _total;
    private readonly int _warmup;

    public LearningRateSchedule(double highest, int totalSteps, double warmupFraction)
    {
        _highest = highest;
        _total = totalSteps;
        _warmup = (int)Math.Ceiling(totalSteps * warmupFraction);
    }

    /// <summary>The learning rate of a step, counted from 0.</summary>
    public double At(int step) => step < _warmup
        ? _highest * (step + 1) / _warmup
        : _highest * 0.5 * (1 + Math.Cos(Math.PI * (step - _warmup) / Math.Max(1, _total - _warmup)));
}
