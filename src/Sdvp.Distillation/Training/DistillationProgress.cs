namespace Sdvp.Distillation.Training;

/// <summary>How far a distillation is.</summary>
/// <param name="Phase">What is done now.</param>
/// <param name="Module">The module that is trained; null in the other phases.</param>
/// <param name="Done">Runs, teacher queries or training steps that are done.</param>
/// <param name="Total">Runs, teacher queries or training steps in all.</param>
/// <param name="Loss">The whole loss of the last training step; null in the other phases.</param>
/// <param name="Elapsed">Time since the phase began in this call.</param>
/// <param name="Remaining">Estimate of the time until the phase ends; null where nothing is known yet.</param>
public sealed record DistillationProgress(
    DistillationPhase Phase, string? Module, int Done, int Total, double? Loss, TimeSpan Elapsed, TimeSpan? Remaining)
{
    /// <summary>The round, from 1. Default: 1.</summary>
    public int Round { get; init; } = 1;
}
