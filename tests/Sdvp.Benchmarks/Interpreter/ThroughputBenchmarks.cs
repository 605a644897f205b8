using Sdvp.Benchmarks.Measuring;
using Sdvp.Core.Execution;
using Sdvp.Core.Programs.VisProg;

namespace Sdvp.Benchmarks.Interpreter;

/// <summary>Many programs with modules that answer at once: steps a second, and how time grows with programs.</summary>
internal sealed class ThroughputBenchmarks : IBenchmarkFamily
{
    private const string Family = "Many programs";

    // A hundredth of the programs takes too little time to be measured once.
    private const int Repeats = 20;

    public string Name => "throughput";

    public async IAsyncEnumerable<BenchmarkRow> MeasureAsync(BenchmarkContext context)
    {
        var many = context.Choose(100_000, 50_000);
        foreach (var (instant, text) in new[] { (true, "asked at once"), (false, "in batches") })
        {
            var registry = InstantPrograms.CreateModules(instant);
            var parsed = InstantPrograms.Parse(registry);
            var runner = new ProgramRunner(registry, [new VisProgLanguage()], new ProgramRunnerOptions { SharedResultBytes = 0 });
            var steps = 0L;
            var (few, all, _) = await Paired.MeasureAsync(
                context.Choose(5, 3),
                () => Paired.ProcessorSecondsAsync(() => InstantPrograms.CountStepsAsync(runner, InstantPrograms.Requests(parsed, many / 10))),
                () => Paired.ProcessorSecondsAsync(async () => steps = await InstantPrograms.CountStepsAsync(runner, InstantPrograms.Requests(parsed, many))),
                WarmUp.First,
                Paired.ManagedWarmUp);
            yield return new BenchmarkRow(Family, FormattableString.Invariant($"{many:N0} programs on one core, modules {text}"), steps / all, "steps/s", Bar.AtLeast(200_000));
            yield return new BenchmarkRow(Family, $"10 times the programs over 10 times the time, modules {text}", 10 * few / all, "×", Bar.Between(0.9, 1.1));
            var (hundredth, whole, _) = await Paired.MeasureAsync(
                context.Choose(5, 3),
                () => Paired.ProcessorSecondsAsync(async () =>
                {
                    for (var i = 0; i < Repeats; i++)
                    {
                        await InstantPrograms.CountStepsAsync(runner, InstantPrograms.Requests(parsed, many / 100));
                    }
                }),
                () => Paired.ProcessorSecondsAsync(() => InstantPrograms.CountStepsAsync(runner, InstantPrograms.Requests(parsed, many))),
                WarmUp.None);
            yield return new BenchmarkRow(Family, $"100 times the programs over 100 times the time, modules {text}", 100 * hundredth / Repeats / whole, "×");
        }
    }
}
