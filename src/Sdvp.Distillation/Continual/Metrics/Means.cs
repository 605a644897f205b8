namespace Sdvp.Distillation.Continual.Metrics;

/// <summary>What the measures share.</summary>
internal static class Means
{
    public static double OrNaN(IEnumerable<double> values) => values.DefaultIfEmpty(double.NaN).Average();

    public static double OrZero(IEnumerable<double> values) => values.DefaultIfEmpty(0).Average();

    public static void ThrowIfNotOneForEachTask(TaskMatrix matrix, IReadOnlyList<double> baseline)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        if (baseline.Count != matrix.Tasks)
        {
            throw new ArgumentException($"There are {baseline.Count} baselines for {matrix.Tasks} tasks; expected is one for each.", nameof(baseline));
        }
    }
}
