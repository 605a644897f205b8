using System.Collections.Immutable;

namespace Sdvp.Distillation.Continual.Metrics;

/// <summary>
/// The measures as Avalanche computes them (ContinualAI/avalanche). A task's forgetting is its accuracy right after its own training minus its present one,
/// not the best minus the present one; backward transfer is its negative. Pure functions.
/// </summary>
public static class AvalancheMetrics
{
    /// <summary>What Avalanche's plugins report when tasks are evaluated after training on one of them.</summary>
    /// <param name="matrix">The accuracies.</param>
    /// <param name="trained">The task trained last, from 0.</param>
    /// <param name="beforeTraining">The accuracy on each task before any training; null where it was not measured: no forward transfer is reported then.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">There is not one value for each task.</exception>
    public static AvalancheReport AfterTask(TaskMatrix matrix, int trained, IReadOnlyList<double>? beforeTraining = null)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentOutOfRangeException.ThrowIfNegative(trained);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(trained, matrix.Tasks);
        var forgetting = Enumerable.Range(0, trained).ToImmutableSortedDictionary(j => j, j => matrix[j, j] - matrix[trained, j]);
        return new AvalancheReport
        {
            ExperienceForgetting = forgetting,
            StreamForgetting = Means.OrZero(forgetting.Values),
            ExperienceBackwardTransfer = forgetting.ToImmutableSortedDictionary(f => f.Key, f => -f.Value),
            StreamBackwardTransfer = -Means.OrZero(forgetting.Values),
            ExperienceForwardTransfer = beforeTraining is null ? ImmutableSortedDictionary<int, double>.Empty : ForwardTransfer(matrix, trained, beforeTraining),
        };
    }

    // A task's forward transfer is known once the task before it was trained, and stays as it was then.
    private static ImmutableSortedDictionary<int, double> ForwardTransfer(TaskMatrix matrix, int trained, IReadOnlyList<double> beforeTraining)
    {
        Means.ThrowIfNotOneForEachTask(matrix, beforeTraining);
        return Enumerable.Range(1, Math.Min(trained + 1, matrix.Tasks - 1)).ToImmutableSortedDictionary(j => j, j => matrix[j - 1, j] - beforeTraining[j]);
    }
}
