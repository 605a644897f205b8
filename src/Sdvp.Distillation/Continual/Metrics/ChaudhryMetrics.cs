using System.Collections.Immutable;

namespace Sdvp.Distillation.Continual.Metrics;

/// <summary>
/// Forgetting after Chaudhry and others (Riemannian Walk, 2018): the best accuracy that a task had before the last training, minus its accuracy after it.
/// May be negative. Pure functions.
/// </summary>
public static class ChaudhryMetrics
{
    /// <summary>Forgetting of each task but the last.</summary>
    /// <param name="matrix">The accuracies.</param>
    /// <param name="includeBeforeOwnTraining">
    /// Whether the best accuracy may lie before the task's own training, as the paper's formula has it: <c>max_{l &lt; T−1} R[l, j]</c>; else
    /// <c>max_{j ≤ l &lt; T−1} R[l, j]</c>. Default: false.
    /// </param>
    /// <returns>One value for each task but the last.</returns>
    /// <exception cref="InvalidOperationException">Accuracies before the own training are asked for, but were not measured.</exception>
    public static ImmutableArray<double> ForgettingPerTask(TaskMatrix matrix, bool includeBeforeOwnTraining = false)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var last = matrix.Tasks - 1;
        return [.. Enumerable.Range(0, last).Select(j =>
        {
            var first = includeBeforeOwnTraining ? 0 : j;
            return Enumerable.Range(first, last - first).Max(l => matrix[l, j]) - matrix[last, j];
        })];
    }

    /// <summary>Forgetting: the mean of <see cref="ForgettingPerTask"/>; NaN with a single task.</summary>
    /// <param name="matrix">The accuracies.</param>
    /// <param name="includeBeforeOwnTraining">See <see cref="ForgettingPerTask"/>. Default: false.</param>
    /// <returns>The mean.</returns>
    public static double Forgetting(TaskMatrix matrix, bool includeBeforeOwnTraining = false) => Means.OrNaN(ForgettingPerTask(matrix, includeBeforeOwnTraining));
}
