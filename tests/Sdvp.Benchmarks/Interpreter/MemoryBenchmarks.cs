using Sdvp.Benchmarks.Measuring;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Symbolic;
using Sdvp.Core.Values;

namespace Sdvp.Benchmarks.Interpreter;

/// <summary>What runs hold in memory.</summary>
internal sealed class MemoryBenchmarks : IBenchmarkFamily
{
    private const string Family = "Memory";

    public string Name => "memory";

    public async IAsyncEnumerable<BenchmarkRow> MeasureAsync(BenchmarkContext context)
    {
        var registry = InstantPrograms.CreateModules(instant: false);
        var parsed = InstantPrograms.Parse(registry);
        var runner = new ProgramRunner(registry, [new VisProgLanguage()]);
        var many = context.Choose(200_000, 50_000);
        await InstantPrograms.CountStepsAsync(runner, InstantPrograms.Requests(parsed, many));
        var (once, ten) = (new List<double>(), new List<double>());
        for (var round = 0; round < context.Choose(5, 3); round++)
        {
            once.Add(await ResidentAsync(runner, InstantPrograms.Requests(parsed, many / 10)));
            ten.Add(await ResidentAsync(runner, InstantPrograms.Requests(parsed, many)));
        }

        yield return new BenchmarkRow(
            Family, "resident memory, 10 times the programs over once", Paired.Median(ten) / Paired.Median(once), "×", Bar.AtMost(1.1), FormattableString.Invariant($"{Paired.Median(ten) / 1024 / 1024:0} MiB"));

        yield return new BenchmarkRow(Family, "a run in flight that waits for a module", await PerRunAsync(context.Choose(20_000, 5_000)), "bytes");
    }

    private static async Task<double> ResidentAsync(ProgramRunner runner, IEnumerable<ProgramRequest> requests)
    {
        await InstantPrograms.CountStepsAsync(runner, requests);
        return Environment.WorkingSet;
    }

    private static async Task<double> PerRunAsync(int runs)
    {
        var asked = new TaskCompletionSource<int>();
        var release = new TaskCompletionSource();
        var module = new WaitingModule(asked, release.Task);
        var registry = new ModuleRegistry([module, new ConstantModule(StandardSignatures.Loc(), new RegionsValue([])), .. SymbolicModules.Create()]);
        var program = new VisProgLanguage().Parse("A=VQA(image=IMAGE,question='What?')\nR=RESULT(var=A)", registry.ToParseOptions(InstantPrograms.Inputs)).GetProgramOrThrow();
        var runner = new ProgramRunner(registry, [new VisProgLanguage()], new ProgramRunnerOptions { MaxConcurrentPrograms = runs, MaxBatchSize = runs });
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var running = InstantPrograms.CountStepsAsync(runner, InstantPrograms.Requests([program], runs));
        var waiting = await asked.Task;
        var after = GC.GetTotalMemory(forceFullCollection: true);
        release.SetResult();
        await running;
        return waiting == runs ? (after - before) / (double)runs : throw new InvalidOperationException($"{waiting} of {runs} runs waited for the module.");
    }

    private sealed class WaitingModule(TaskCompletionSource<int> asked, Task release) : IVisualModule
    {
        public ModuleSignature Signature { get; } = StandardSignatures.Vqa();

        public ModuleVersion Version { get; } = new("waiting");

        /// <summary>Each run is to make its own call.</summary>
        public bool IsDeterministic => false;

        public async ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default)
        {
            asked.TrySetResult(calls.Count);
            await release;
            return [.. calls.Select(_ => ModuleResult.FromValue(new TextValue("yes")))];
        }
    }
}
