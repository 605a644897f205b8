using CsCheck;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Execution;

public class BranchTests
{
    [Fact]
    public async Task RunBranchesAsync_CallsOfTwoBranches_ShareABatch()
    {
        var module = new FakeModule("A");

        var run = await RunAsync([module], async caller =>
        {
            var results = await caller.CallAllAsync([Call("A", 0), Call("A", 1), Call("A", 2)], TestContext.Current.CancellationToken);
            return new ListValue([.. results.Select(result => result.Value!)]);
        });

        Assert.Equal(new ListValue([new IntegerValue(0), new IntegerValue(1), new IntegerValue(2)]), run.Value);
        Assert.Equal([["0", "1", "2"]], module.Batches);
        Assert.Equal([0, 1, 2], run.Records.Select(record => record.StepIndex));
    }

    [Fact]
    public async Task RunBranchesAsync_BranchFails_OthersEndAndTheFirstInOrderIsThrown()
    {
        var module = new FakeModule("A")
        {
            Answer = call => call.Get<IntegerValue>("x").Value is 1 or 2 ? ModuleResult.FromError(new InvalidOperationException("no")) : ModuleResult.FromValue(call.Arguments["x"]),
        };

        var run = await RunAsync([module, new FakeModule("B")], async caller =>
        {
            await caller.RunBranchesAsync(
            [
                branch => Chain(branch, Call("A", 0), Call("B", 10), Call("B", 11)),
                branch => Chain(branch, Call("B", 3), Call("A", 2)),
                branch => Chain(branch, Call("A", 1), Call("B", 20)),
            ], TestContext.Current.CancellationToken);
            return ProgramValue.None;
        });

        Assert.Equal(2, run.Error!.Site.StepIndex);
        Assert.Equal([0, 1, 2, 3, 10, 11], run.Records.Select(record => record.StepIndex));
    }

    [Fact]
    public async Task RunBranchesAsync_NoBranches_EndsAtOnce() => Assert.Null((await RunAsync([], async caller =>
    {
        await caller.RunBranchesAsync([], TestContext.Current.CancellationToken);
        return ProgramValue.None;
    })).Error);

    [Fact]
    public async Task RunBranchesAsync_CallerOfABranchThatHasEnded_IsRefused()
    {
        var run = await RunAsync([new FakeModule("A")], async caller =>
        {
            IModuleCaller? kept = null;
            await caller.RunBranchesAsync([branch =>
            {
                kept = branch;
                return default;
            }], TestContext.Current.CancellationToken);
            return (await kept!.CallAsync(Call("A", 0).Module, Call("A", 0).Call, Call("A", 0).Site, TestContext.Current.CancellationToken)).Value!;
        });

        Assert.Contains("branch or composite that has ended", run.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunBranchesAsync_OuterCallerInsideOfABranch_IsRefused()
    {
        var run = await RunAsync([new FakeModule("A")], async caller =>
        {
            await caller.RunBranchesAsync([_ => Chain(caller, Call("A", 0))], TestContext.Current.CancellationToken);
            return ProgramValue.None;
        });

        Assert.Contains("one call at a time", run.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunBranchesAsync_BranchesInBranchesWithoutEnd_KeepTheStack()
    {
        const int Depth = 20_000;
        var module = new FakeModule("A");

        var run = await RunAsync([module], async caller =>
        {
            await Nest(caller, 0);
            return ProgramValue.None;
        });

        Assert.Null(run.Error);
        Assert.Single(module.Batches);

        static async ValueTask Nest(IModuleCaller caller, int depth)
        {
            if (depth == Depth)
            {
                await Chain(caller, Call("A", 0));
                return;
            }

            await caller.RunBranchesAsync([_ => default, branch => Nest(branch, depth + 1)], TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task RunAsync_TwoCallsOfOneNumber_FailAndNameBoth()
    {
        var run = await RunAsync([new FakeModule("A"), new FakeModule("B")], async caller =>
        {
            await Chain(caller, Call("A", 4), ("B", Calls.Of(("x", ProgramValue.None)), new CallSite(4, null, default)));
            return ProgramValue.None;
        });

        Assert.Null(run.Value);
        Assert.Contains("Two calls are numbered 4, A at 0:0 and B at 0:0", run.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RunBranchesAsync_AnyTree_SameBatchesWhateverTheTiming() =>
        Gen.Select(Gen.Int[1, 1_000_000], Gen.Int[2, 9], Gen.Int[1, 4]).Sample((seed, programs, batch) =>
        {
            var first = Batches(seed, programs, batch, timing: 1);

            Assert.Equal(first, Batches(seed, programs, batch, timing: 2));
            Assert.Equal(first, Batches(seed, programs, batch, timing: 3));
        }, iter: 15, threads: 1);

    private static List<string> Batches(int seed, int programs, int batch, int timing)
    {
        FakeModule[] modules = [new("A"), new("B"), new("C")];
        var delays = new Random(timing);
        var requests = Enumerable.Range(0, programs).Select(i => ScriptProgram.Request($"r{i}", async (caller, _) =>
        {
            await Grow(caller.Inner, new Random(seed + i), first: 0, numbers: 1 << 30, depth: 0);
            return ProgramValue.None;
        }));

        var runs = Runners.With(new ModuleRegistry(modules), maxConcurrent: 5, maxBatch: batch).RunAllAsync(requests).GetAwaiter().GetResult();
        Assert.All(runs, run => Assert.Null(run.Error));
        return [.. modules.SelectMany(module => module.Batches.Select(calls => $"{module.Signature.Name}: {string.Join(' ', calls)}"))];

        async ValueTask Grow(IModuleCaller caller, Random shape, int first, int numbers, int depth)
        {
            var calls = Enumerable.Range(0, shape.Next(3)).Select(i => Call(modules[shape.Next(3)].Signature.Name, first + i)).ToArray();
            foreach (var call in calls)
            {
                var delay = 0;
                lock (delays)
                {
                    delay = delays.Next(8);
                }

                await Task.Delay(delay == 0 ? 1 : 0, TestContext.Current.CancellationToken);
                await caller.CallAsync(call.Module, call.Call, call.Site, TestContext.Current.CancellationToken);
            }

            if (depth == 3)
            {
                return;
            }

            // Numbered before they start, as languages do: each branch has a range of its own.
            var share = (numbers - calls.Length) / 4;
            var branches = Enumerable.Range(0, shape.Next(4)).Select(i => (Shape: new Random(shape.Next()), First: first + calls.Length + (i * share))).ToArray();
            await caller.RunBranchesAsync(
                [.. branches.Select(child => (Func<IModuleCaller, ValueTask>)(branch => Grow(branch, child.Shape, child.First, share, depth + 1)))],
                TestContext.Current.CancellationToken);
        }
    }

    private static (string Module, ModuleCall Call, CallSite Site) Call(string module, int step) =>
        (module, Calls.Of(("x", new IntegerValue(step))), new CallSite(step, null, default));

    private static async ValueTask Chain(IModuleCaller caller, params (string Module, ModuleCall Call, CallSite Site)[] calls)
    {
        foreach (var (module, call, site) in calls)
        {
            await caller.CallAsync(module, call, site, TestContext.Current.CancellationToken);
        }
    }

    private static Task<ProgramRun> RunAsync(IVisualModule[] modules, Func<IModuleCaller, Task<ProgramValue>> body) =>
        Runners.With(modules).RunAsync(ScriptProgram.Request("r", (caller, _) => body(caller.Inner)), TestContext.Current.CancellationToken);
}
