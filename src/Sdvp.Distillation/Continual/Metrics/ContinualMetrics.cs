using System.Collections.Immutable;

namespace Sdvp.Distillation.Continual.Metrics;

/// <summary>
/// The measures of Lopez-Paz and Ranzato (Gradient Episodic Memory, 2017) and two that are common beside them. Pure functions. With a single task the means
/// over earlier or later tasks are means of nothing: NaN.
/// </summary>
public static class ContinualMetrics
{
    /// <summary>ACC: the mean accuracy on all tasks at the end.</summary>
    /// <param name="matrix">The accuracies.</param>
    /// <returns><c>mean_j R[T−1, j]</c>.</returns>
    public static double AverageAccuracy(TaskMatrix matrix) => AverageAccuracyOfSeenTasks(matrix)[^1];

    /// <summary>The mean accuracy on the tasks seen so far, after each task.</summary>
    /// <param name="matrix">The accuracies.</param>
    /// <returns>For each <c>i</c>: <c>mean_{j ≤ i} R[i, j]</c>.</returns>
    public static ImmutableArray<double> AverageAccuracyOfSeenTasks(TaskMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return [.. Enumerable.Range(0, matrix.Tasks).Select(i => Enumerable.Range(0, i + 1).Average(j => matrix[i, j]))];
    }

    /// <summary>The average incremental accuracy.</summary>
    /// <param name="matrix">The accuracies.</param>
    /// <returns>The mean of <see cref="AverageAccuracyOfSeenTasks"/>.</returns>
    public static double AverageIncrementalAccuracy(TaskMatrix matrix) => AverageAccuracyOfSeenTasks(matrix).Average();

    /// <summary>The mean accuracy on each task right after its own training.</summary>
    /// <param name="matrix">The accuracies.</param>
    /// <returns><c>mean_j R[j, j]</c>.</returns>
    public static double LearningAccuracy(TaskMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return Enumerable.Range(0, matrix.Tasks).Average(j => matrix[j, j]);
    }

    /// <summary>BWT: what earlier tasks gained, or lost, by the later ones.</summary>
    /// <param name="matrix">The accuracies.</param>
    /// <returns><c>mean_{j &lt; T−1} (R[T−1, j] − R[j, j])</c>.</returns>
    public static double BackwardTransfer(TaskMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return Means.OrNaN(Enumerable.Range(0, matrix.Tasks - 1).Select(j => matrix[matrix.Tasks - 1, j] - matrix[j, j]));
    }

    /// <summary>FWT: what tasks gained by the training before their own.</summary>
    /// <param name="matrix">The accuracies.</param>
    /// <param name="baseline">For each task the accuracy to compare with: before any training, or of guessing. Which of the two must be said with the number.</param>
    /// <returns><c>mean_{j ≥ 1} (R[j−1, j] − baseline[j])</c>.</returns>
    /// <exception cref="ArgumentException">There is not one baseline for each task.</exception>
    /// <exception cref="InvalidOperationException">A task was not measured before its training.</exception>
    public static double ForwardTransfer(TaskMatrix matrix, IReadOnlyList<double> baseline)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        Means.ThrowIfNotOneForEachTask(matrix, baseline);
        return Means.OrNaN(Enumerable.Range(1, matrix.Tasks - 1).Select(j => matrix[j - 1, j] - baseline[j]));
    }
}
