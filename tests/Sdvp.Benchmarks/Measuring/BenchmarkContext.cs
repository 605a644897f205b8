namespace Sdvp.Benchmarks.Measuring;

/// <summary>How much to measure.</summary>
/// <param name="Quick">Whether the whole is to take under 3 minutes rather than under 15.</param>
internal sealed record BenchmarkContext(bool Quick)
{
    public int Choose(int full, int quick) => Quick ? quick : full;
}
