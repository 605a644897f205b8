using CsCheck;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Symbolic;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Execution;

public class BatchingTests
{
    [Fact]
    public async Task RunAsync_AllWait_OneBatchInRequestOrder()
    {
        var module = new FakeModule("A");

        await Runners.With(module).RunAllAsync(Enumerable.Range(0, 10).Select(i => ScriptProgram.Chain($"r{i}", "A")));

        Assert.Equal([Enumerable.Range(0, 10).Select(i => $"r{i}")], module.Batches);
    }

    [Fact]
    public async Task RunAsync_MoreCallsThanABatchHolds_FullBatchesFirst()
    {
        var module = new FakeModule("A");

        await Runners.With(new ModuleRegistry([module]), maxBatch: 4).RunAllAsync(Enumerable.Range(0, 10).Select(i => ScriptProgram.Chain($"r{i}", "A")));

        Assert.Equal([["r0", "r1", "r2", "r3"], ["r4", "r5", "r6", "r7"], ["r8", "r9"]], module.Batches);
    }

    [Fact]
    public async Task RunAsync_ModuleThatPads_BatchesCallsOfLikeLength()
    {
        var module = new PaddedModule();
        string[] texts = ["aaaa", "b", "cccc", "d", "eee", "f"];

        var runs = await Runners.With(new ModuleRegistry([module]), maxBatch: 3).RunAllAsync(texts.Select(text => ScriptProgram.Chain(text, "A")));

        Assert.Equal(["b d f", "eee aaaa cccc"], module.Batches);
        Assert.Equal(texts, runs.Select(run => run.Value!.ToString()));
    }

    [Fact]
    public async Task RunAsync_ProgramsOfTwoShapes_WaitForEachOtherAndFillBatches()
    {
        var (loc, vqa) = (new FakeModule("LOC"), new FakeModule("VQA"));

        await Runners.With(loc, vqa).RunAllAsync(Enumerable.Range(0, 10).Select(i => ScriptProgram.Chain($"r{i}", i < 6 ? ["LOC", "VQA"] : ["VQA"])));

        Assert.Equal([6], loc.Batches.Select(batch => batch.Length));
        Assert.Equal([10], vqa.Batches.Select(batch => batch.Length));
    }

    [Fact]
    public async Task RunAsync_MoreProgramsThanFit_EndedOnesMakeRoom()
    {
        var module = new FakeModule("A");

        await Runners.With(new ModuleRegistry([module]), maxConcurrent: 4).RunAllAsync(Enumerable.Range(0, 12).Select(i => ScriptProgram.Chain($"r{i}", "A")));

        Assert.Equal([4, 4, 4], module.Batches.Select(batch => batch.Length));
    }

    [Fact]
    public async Task RunAsync_ProgramsThatEndWithoutCalls_MakeRoomBeforeABatchGoes()
    {
        var module = new FakeModule("A");
        var requests = Enumerable.Range(0, 12).Select(i => ScriptProgram.Chain($"r{i}", i < 8 ? [] : ["A"]));

        await Runners.With(new ModuleRegistry([module]), maxConcurrent: 4).RunAllAsync(requests);

        Assert.Equal([["r8", "r9", "r10", "r11"]], module.Batches);
    }

    [Fact]
    public async Task RunAsync_SlowProgram_IsWaitedFor()
    {
        var module = new FakeModule("A");
        var requests = Enumerable.Range(0, 5).Select(i => ScriptProgram.Request($"r{i}", async (caller, token) =>
        {
            await Task.Delay(i == 2 ? 60 : 0, token);
            return await caller.CallAsync("A", new IntegerValue(i));
        }));

        await Runners.With(module).RunAllAsync(requests);

        Assert.Equal([["0", "1", "2", "3", "4"]], module.Batches);
    }

    [Fact]
    public async Task RunAsync_InstantModule_AnswersWithoutWaiting()
    {
        var module = new FakeModule("A");
        var requests = Enumerable.Range(0, 6).Select(i => ScriptProgram.Request($"r{i}", async (caller, _) =>
        {
            for (var call = 0; call < i; call++)
            {
                await caller.CallAsync("COUNT", ("box", new RegionsValue([])));
            }

            return await caller.CallAsync("A", new IntegerValue(i));
        }));

        var runs = await Runners.With([module, .. SymbolicModules.Create()]).RunAllAsync(requests);

        Assert.Equal([6], module.Batches.Select(batch => batch.Length));
        Assert.All(runs, (run, i) => Assert.Equal(i + 1, run.Records.Length));
    }

    [Fact]
    public async Task RunAsync_SameRequestsAgain_SameBatchesWhateverTheTiming()
    {
        var first = await BatchesAsync(seed: 1);

        for (var seed = 2; seed < 6; seed++)
        {
            Assert.Equal(first, await BatchesAsync(seed));
        }

        static async Task<List<string>> BatchesAsync(int seed)
        {
            var random = new Random(seed);
            var delays = Enumerable.Range(0, 60).Select(_ => random.Next(3)).ToArray();
            FakeModule[] modules = [new("A"), new("B"), new("C")];
            var requests = Enumerable.Range(0, 60).Select(i => ScriptProgram.Request($"r{i}", async (caller, token) =>
            {
                for (var call = 0; call < 1 + (i % 4); call++)
                {
                    await Task.Delay(delays[i], token);
                    await caller.CallAsync(modules[(i + (call * (1 + (i % 3)))) % 3].Signature.Name, new TextValue($"r{i}.{call}"));
                }

                return ProgramValue.None;
            }));
            await foreach (var run in Runners.With(new ModuleRegistry(modules), maxConcurrent: 16, maxBatch: 5).RunAsync(requests, TestContext.Current.CancellationToken))
            {
                await Task.Delay(delays[run.Id.Length], TestContext.Current.CancellationToken);
            }

            return [.. modules.SelectMany(module => module.Batches.Select(batch => $"{module.Signature.Name}: {string.Join(' ', batch)}"))];
        }
    }

    [Fact]
    public void RunAsync_AnyLimits_SameValues()
    {
        string[] names = ["A", "B", "C"];
        var program = Gen.OneOfConst(names).Array[0, 5];
        Gen.Select(program.Array[1, 30], Gen.Int[1, 12], Gen.Int[1, 8]).Sample((programs, concurrent, batch) =>
        {
            var modules = names.Select(name => new FakeModule(name)
            {
                Answer = call => ModuleResult.FromValue(new TextValue($"{name}({call.Get<ProgramValue>("x")})")),
            });
            var requests = programs.Select((chain, i) => ScriptProgram.Chain($"r{i}", chain));

            var runs = Runners.With(new ModuleRegistry(modules), concurrent, batch).RunAllAsync(requests).GetAwaiter().GetResult();

            var expected = programs.Select((chain, i) => chain.Aggregate($"r{i}", (value, name) => $"{name}({value})"));
            Assert.Equal(expected, runs.Select(run => run.Value!.ToString()!));
        }, iter: 60);
    }

    [Fact]
    public async Task RunAsync_TwoCallsOfOneProgramAtOnce_IsRefused()
    {
        var request = ScriptProgram.Request("r", async (caller, _) =>
        {
            var first = caller.CallAsync("A", ProgramValue.None);
            await caller.CallAsync("A", ProgramValue.None);
            return await first;
        });

        var run = await Runners.With(new FakeModule("A")).RunAsync(request, TestContext.Current.CancellationToken);

        Assert.Contains("one call at a time", run.Error!.Message, StringComparison.Ordinal);
    }

    private sealed class PaddedModule : IPaddedModule
    {
        public List<string> Batches { get; } = [];

        public ModuleSignature Signature { get; } = ModuleSignature.Create("A", ProgramType.Any, new ModuleParameter("x", ProgramType.Any));

        public ModuleVersion Version { get; } = new("1");

        public int LengthOf(ModuleCall call) => call.Get<TextValue>("x").Text.Length;

        public ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default)
        {
            Batches.Add(string.Join(' ', calls.Select(call => call.Arguments["x"])));
            return new([.. calls.Select(call => ModuleResult.FromValue(call.Arguments["x"]))]);
        }
    }
}
