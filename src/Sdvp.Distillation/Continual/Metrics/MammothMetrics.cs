namespace Sdvp.Distillation.Continual.Metrics;

/// <summary>The measures as Mammoth computes them (aimagelab/mammoth, <c>utils/metrics.py</c>), peculiarities included. Pure functions; NaN with a single task.</summary>
public static class MammothMetrics
{
    /// <summary>Backward transfer: <c>mean_{j &lt; T−1} (R[T−1, j] − R[j, j])</c>.</summary>
    /// <param name="matrix">The accuracies.</param>
    /// <returns>The mean.</returns>
    public static double BackwardTransfer(TaskMatrix matrix) => ContinualMetrics.BackwardTransfer(matrix);

    /// <summary>Forward transfer: <c>mean_{j ≥ 1} (R[j−1, j] − random[j])</c>.</summary>
    /// <param name="matrix">The accuracies.</param>
    /// <param name="random">The accuracy of a network with random weights on each task; Mammoth measures it before any training.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="ArgumentException">There is not one value for each task.</exception>
    public static double ForwardTransfer(TaskMatrix matrix, IReadOnlyList<double> random) => ContinualMetrics.ForwardTransfer(matrix, random);

    /// <summary>
    /// Forgetting: <c>mean_{j &lt; T−1} (max_l R[l, j] − R[T−1, j])</c>, the maximum over all rows: those before the task's own training and the last one too, so
    /// that it is never negative. Accuracies that were not measured count as 0.
    /// </summary>
    /// <param name="matrix">The accuracies.</param>
    /// <returns>The mean.</returns>
    public static double Forgetting(TaskMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var last = matrix.Tasks - 1;
        return Means.OrNaN(Enumerable.Range(0, last).Select(j =>
            Enumerable.Range(0, matrix.Tasks).Max(l => matrix.IsMeasured(l, j) ? matrix[l, j] : 0) - matrix[last, j]));
    }
}
