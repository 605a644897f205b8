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
        var registry = new ModuleRegistry(
        [
            new DeviceModule(StandardSignatures.Loc(), new RegionsValue([new Region(new PixelBox(1, 1, 5, 5))]), PerBatch, PerCall),
            new DeviceModule(StandardSignatures.Vqa(), new TextValue("brown"), PerBatch, PerCall),
            .. SymbolicModules.Create(),
        ]);
        var parsed = InstantPrograms.Parse(registry);
        var alone = Runner(registry, 1);
        foreach (var inFlight in new[] { 1, 8, 64, 512 })
        {
            var together = Runner(registry, inFlight);
            var programs = Math.Max(context.Choose(128, 32), inFlight);
            var one = context.Choose(64, 24);
            var (seconds, _, ratio) = await Paired.MeasureAsync(
                context.Choose(3, 1),
                async () => await Paired.ClockSecondsAsync(() => InstantPrograms.CountStepsAsync(together, InstantPrograms.Requests(parsed, programs))) / programs,
                async () => await Paired.ClockSecondsAsync(() => InstantPrograms.CountStepsAsync(alone, InstantPrograms.Requests(parsed, one))) / one);
            yield return new BenchmarkRow(
                Family, FormattableString.Invariant($"{inFlight} in flight, against one after the other"), ratio, "×", inFlight >= 64 ? Bar.AtLeast(3) : null, FormattableString.Invariant($"{1 / seconds:0} programs/s"));
            if (inFlight >= 64)
            {
                yield return new BenchmarkRow(
                    Family, FormattableString.Invariant($"{inFlight} in flight, part of the limit"), Limit(parsed.Length) / seconds, "of 1", Bar.AtLeast(0.85), "the limit is the modules' time in full batches");
            }
        }
    }

    private static ProgramRunner Runner(ModuleRegistry registry, int inFlight) =>
        new(registry, [new VisProgLanguage()], new ProgramRunnerOptions { MaxConcurrentPrograms = inFlight, MaxBatchSize = BatchSize });

    /// <summary>Seconds that a program's calls take in full batches.</summary>
    private static double Limit(int shapes)
    {
        var calls = InstantPrograms.Sources.Sum(source => source.Split("=LOC(").Length + source.Split("=VQA(").Length - 2);
        return calls / (double)shapes * ((PerBatch.TotalSeconds / BatchSize) + PerCall.TotalSeconds);
    }
}
