using System.Collections.Concurrent;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Execution;

/// <summary>Several callers of one runner share its modules and its room.</summary>
public class SeveralCallersTests
{
    private static readonly TimeSpan Promptly = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task RunAsync_CallersThatComeWhileAModuleIsAtWork_ShareItsNextBatch()
    {
        var (module, entered, release) = Gated();
        var runner = Runners.With(module);
        var first = runner.RunAsync(ScriptProgram.Chain("first", "A"), TestContext.Current.CancellationToken);
        await entered;
        var others = Enumerable.Range(0, 5).Select(i => runner.RunAsync(ScriptProgram.Chain($"r{i}", "A"), TestContext.Current.CancellationToken)).ToArray();
        await WaitUntilAsync(() => runner.WaitingBatches(module) == 5);

        release.SetResult();
        var runs = await Task.WhenAll([first, .. others]);

        Assert.Equal([1, 5], module.Batches.Select(batch => batch.Length));
        Assert.Equal(["first", "r0", "r1", "r2", "r3", "r4"], runs.Select(run => run.Value!.ToString()));
    }

    [Fact]
    public async Task RunAsync_OneCallerOfASharedBatchCancelled_OthersAreNotDisturbed()
    {
        var (module, entered, release) = Gated(times: 2);
        var runner = Runners.With(module);
        var first = runner.RunAsync(ScriptProgram.Chain("first", "A"), TestContext.Current.CancellationToken);
        await entered;
        using var cancellation = new CancellationTokenSource();
        var leaving = runner.RunAsync(ScriptProgram.Chain("leaving", "A"), cancellation.Token);
        var staying = runner.RunAsync(ScriptProgram.Chain("staying", "A"), TestContext.Current.CancellationToken);
        await WaitUntilAsync(() => runner.WaitingBatches(module) == 2);

        // The first batch ends, the two go in together, and one leaves while the module is at work for both.
        release.SetResult();
        await first;
        await WaitUntilAsync(() => module.Batches.Count == 2);
        await cancellation.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving.WaitAsync(Promptly, TestContext.Current.CancellationToken));
        module.Second.SetResult();

        Assert.Equal(cancellation.Token, error.CancellationToken);
        Assert.Equal(new TextValue("staying"), (await staying).Value);
    }

    [Fact]
    public async Task RunAsync_CallerCancelledWhileItWaitsForTheModule_LeavesTheQueue()
    {
        var (module, entered, release) = Gated();
        var runner = Runners.With(module);
        var first = runner.RunAsync(ScriptProgram.Chain("first", "A"), TestContext.Current.CancellationToken);
        await entered;
        using var cancellation = new CancellationTokenSource();
        var leaving = runner.RunAsync(ScriptProgram.Chain("leaving", "A"), cancellation.Token);
        await WaitUntilAsync(() => runner.WaitingBatches(module) == 1);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving.WaitAsync(Promptly, TestContext.Current.CancellationToken));
        release.SetResult();
        await first;

        Assert.Equal([["first"]], module.Batches);
    }

    [Fact]
    public async Task RunAsync_BadCallInASharedBatch_FailsItsOwnProgram()
    {
        var (module, entered, release) = Gated(bad: "r1");
        var runner = Runners.With(module);
        var first = runner.RunAsync(ScriptProgram.Chain("first", "A"), TestContext.Current.CancellationToken);
        await entered;
        var others = Enumerable.Range(0, 3).Select(i => runner.RunAsync(ScriptProgram.Chain($"r{i}", "A"), TestContext.Current.CancellationToken)).ToArray();
        await WaitUntilAsync(() => runner.WaitingBatches(module) == 3);

        release.SetResult();
        await first;
        var runs = await Task.WhenAll(others);

        Assert.Equal([false, true, false], runs.Select(run => run.Error is not null));
    }

    [Fact]
    public async Task RunAsync_MoreCallersThanRoom_WaitTheirTurn()
    {
        var (now, most) = (0, 0);
        var requests = Enumerable.Range(0, 40).Select(i => ScriptProgram.Request($"r{i}", async (_, token) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref now));
            await Task.Delay(2, token);
            Interlocked.Decrement(ref now);
            return new IntegerValue(i);
        }));
        var runner = Runners.With(new ModuleRegistry([]), maxConcurrent: 3);

        var runs = await Task.WhenAll(requests.Select(request => runner.RunAsync(request, TestContext.Current.CancellationToken)));

        Assert.Equal(40, runs.Select(run => run.Value).Distinct().Count());
        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public async Task RunAsync_LongCallerAndShortOnes_ShortOnesAreServedMeanwhile()
    {
        var module = new FakeModule("A");
        var runner = Runners.With(new ModuleRegistry([module]), maxConcurrent: 8, maxBatch: 4);
        using var enough = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        var endless = Task.Run(async () =>
        {
            await foreach (var run in runner.RunAsync(Forever(), enough.Token))
            {
                begun.TrySetResult();
            }
        }, TestContext.Current.CancellationToken);
        await begun.Task;

        for (var i = 0; i < 20; i++)
        {
            var run = await runner.RunAsync(ScriptProgram.Chain($"short{i}", "A", "A"), TestContext.Current.CancellationToken).WaitAsync(Promptly, TestContext.Current.CancellationToken);
            Assert.Equal(new TextValue($"short{i}"), run.Value);
        }

        Assert.False(endless.IsCompleted);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => endless);

        static IEnumerable<ProgramRequest> Forever()
        {
            for (var i = 0; ; i++)
            {
                yield return ScriptProgram.Chain($"long{i}", "A");
            }
        }
    }

    [Fact]
    public async Task RunAsync_ConsumerRunsProgramsOfItsOwn_GoesOn()
    {
        var runner = Runners.With(new ModuleRegistry([new FakeModule("A")]), maxConcurrent: 1);
        var inner = 0;

        await foreach (var run in runner.RunAsync(Enumerable.Range(0, 20).Select(i => ScriptProgram.Chain($"r{i}", "A")), TestContext.Current.CancellationToken))
        {
            inner += (await runner.RunAsync(ScriptProgram.Chain($"inner {run.Id}", "A"), TestContext.Current.CancellationToken).WaitAsync(Promptly, TestContext.Current.CancellationToken)).Records.Length;
        }

        Assert.Equal(20, inner);
    }

    [Fact]
    public async Task RunAsync_ModuleRunsProgramsThatCallIt_DoesNotWaitForItself()
    {
        ProgramRunner? runner = null;
        var module = new FakeModule("SOLVE")
        {
            AnswerBatch = async (calls, token) =>
            {
                var depth = calls[0].Get<IntegerValue>("x").Value;
                var below = depth == 0 ? 0 : ((IntegerValue)(await runner!.RunAsync(Solve(depth - 1), token)).Value!).Value;
                return [ModuleResult.FromValue(new IntegerValue(below + 1))];
            },
        };
        runner = Runners.With(new ModuleRegistry([module]), maxConcurrent: 1);

        var run = await runner.RunAsync(Solve(5), TestContext.Current.CancellationToken).WaitAsync(Promptly, TestContext.Current.CancellationToken);

        Assert.Equal(new IntegerValue(6), run.Value);

        static ProgramRequest Solve(long depth) => ScriptProgram.Request($"depth {depth}", (caller, _) => caller.CallAsync("SOLVE", new IntegerValue(depth)));
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); seen < value; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A module that stays inside of its first batch, and of the second where asked, until it is released.</summary>
    private static (GatedModule Module, Task Entered, TaskCompletionSource Release) Gated(int times = 1, string? bad = null)
    {
        var module = new GatedModule(times, bad);
        return (module, module.Entered.Task, module.First);
    }

    private sealed class GatedModule(int times, string? bad) : IVisualModule
    {
        public TaskCompletionSource Entered { get; } = new();

        public TaskCompletionSource First { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Second { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ConcurrentQueue<string[]> Batches { get; } = new();

        public ModuleSignature Signature { get; } = ModuleSignature.Create("A", ProgramType.Any, new ModuleParameter("x", ProgramType.Any));

        public ModuleVersion Version { get; } = new("1");

        public async ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default)
        {
            Batches.Enqueue([.. calls.Select(call => call.Arguments["x"].ToString()!)]);
            Entered.TrySetResult();
            await First.Task.WaitAsync(cancellationToken);
            if (times > 1 && Batches.Count > 1)
            {
                await Second.Task.WaitAsync(cancellationToken);
            }

            return calls.Any(call => call.Arguments["x"].ToString() == bad)
                ? throw new InvalidDataException("bad call")
                : [.. calls.Select(call => ModuleResult.FromValue(call.Arguments["x"]))];
        }
    }
}
