namespace Sdvp.Benchmarks.Measuring;

/// <summary>Rows that belong together. Adding a family means a class of its own and a line in <c>Program.cs</c>.</summary>
internal interface IBenchmarkFamily
{
    /// <summary>The family's name, as <c>--only</c> takes it.</summary>
    string Name { get; }

    /// <summary>Measures.</summary>
    /// <param name="context">How much to measure.</param>
    /// <returns>The rows, each as it is measured.</returns>
    IAsyncEnumerable<BenchmarkRow> MeasureAsync(BenchmarkContext context);
}
