using Sdvp.Benchmarks.Interpreter;
using Sdvp.Benchmarks.Measuring;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Symbolic;
using Sdvp.Core.Values;

namespace Sdvp.Benchmarks.Batching;

/// <summary>Programs together against one after the other, with modules that cost what networks on an accelerator do: 4 ms a batch and 0.1 ms a call.</summary>
internal sealed class BatchingBenchmarks : IBenchmarkFamily
{
    private const string Family = "Batches";
    private const int BatchSize = 64;

    private static readonly TimeSpan PerBatch = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan PerCall = TimeSpan.FromMilliseconds(0.1);

    public string Name => "batching";

    public async IAsyncEnumerable<BenchmarkRow> MeasureAsync(BenchmarkContext context)
    {
        DeviceModule[] devices =
        [
            new(StandardSignatures.Loc(), new RegionsValue([new Region(new PixelBox(1, 1, 5, 5))]), PerBatch, PerCall),
            new(StandardSignatures.Vqa(), new TextValue("brown"), PerBatch, PerCall),
        ];
        var registry = new ModuleRegistry([.. devices, .. SymbolicModules.Create()]);
        var parsed = InstantPrograms.Parse(registry);
        var alone = Runner(registry, 1);
        foreach (var inFlight in new[] { 1, 8, 64, 512 })
        {
            var together = Runner(registry, inFlight);
            var programs = Math.Max(context.Choose(128, 32), inFlight * context.Choose(4, 2));
            var one = context.Choose(64, 24);
            var (inside, batches, calls) = (0.0, 0L, 0L);
            var (seconds, _, ratio) = await Paired.MeasureAsync(
                context.Choose(3, 1),
                async () =>
                {
                    Array.ForEach(devices, device => device.Take());
                    var clock = await Paired.ClockSecondsAsync(() => InstantPrograms.CountStepsAsync(together, InstantPrograms.Requests(parsed, programs)));
                    var taken = devices.Select(device => device.Take()).ToList();
                    (inside, batches, calls) = (taken.Sum(part => part.Time.TotalSeconds) / clock, taken.Sum(part => part.Batches), taken.Sum(part => part.Calls));
                    return clock / programs;
                },
                async () => await Paired.ClockSecondsAsync(() => InstantPrograms.CountStepsAsync(alone, InstantPrograms.Requests(parsed, one))) / one,
                WarmUp.First);
            yield return new BenchmarkRow(
                Family,
                FormattableString.Invariant($"{inFlight} in flight, against one after the other"),
                ratio,
                "×",
                inFlight >= 64 ? Bar.AtLeast(3) : null,
                FormattableString.Invariant($"{1 / seconds:0} programs/s, {(double)calls / batches:0.0} calls a batch"));
            yield return new BenchmarkRow(
                Family, FormattableString.Invariant($"{inFlight} in flight, part of the time in which a module is at work"), inside, "of 1", inFlight >= 64 ? Bar.AtLeast(0.85) : null);
        }
    }

    private static ProgramRunner Runner(ModuleRegistry registry, int inFlight) =>
        new(registry, [new VisProgLanguage()], new ProgramRunnerOptions { MaxConcurrentPrograms = inFlight, MaxBatchSize = BatchSize });
}
