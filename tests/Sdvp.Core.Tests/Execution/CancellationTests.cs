using System.Diagnostics;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Execution;

public class CancellationTests
{
    private static readonly TimeSpan Promptly = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task RunAsync_CancelledInsideAModule_EndsPromptlyWithTheCallersToken()
    {
        using var cancellation = new CancellationTokenSource();
        var (module, entered, left) = Endless();
        var running = Drain(Runners.With(module).RunAsync(Enumerable.Range(0, 5).Select(i => ScriptProgram.Chain($"r{i}", "A")), cancellation.Token));
        await entered;
        var clock = Stopwatch.StartNew();

        await cancellation.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.Equal(cancellation.Token, error.CancellationToken);
        Assert.True(left.IsCompleted, "A module was still at work for a run that had ended.");
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Promptly);
    }

    [Fact]
    public async Task RunAsync_OneProgramCancelled_ThrowsWithoutWrapping()
    {
        using var cancellation = new CancellationTokenSource();
        var (module, entered, _) = Endless();
        var running = Runners.With(module).RunAsync(ScriptProgram.Chain("r", "A"), cancellation.Token);
        await entered;

        await cancellation.CancelAsync();

        Assert.Equal(cancellation.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running)).CancellationToken);
    }

    [Fact]
    public async Task RunAsync_CancelledBefore_RunsNothing()
    {
        var module = new FakeModule("A");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Runners.With(module).RunAsync(ScriptProgram.Chain("r", "A"), new CancellationToken(canceled: true)));

        Assert.Empty(module.Batches);
    }

    [Fact]
    public async Task RunAsync_CancelledInsideAProgram_EndsPromptly()
    {
        using var cancellation = new CancellationTokenSource();
        var entered = new TaskCompletionSource();
        var request = ScriptProgram.Request("r", async (_, token) =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return ProgramValue.None;
        });
        var running = Runners.With().RunAsync(request, cancellation.Token);
        await entered.Task;

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Promptly, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task RunAsync_ProgramsIgnoreTheToken_EndAllTheSame()
    {
        using var cancellation = new CancellationTokenSource();
        var (module, entered, _) = Endless();
        var requests = Enumerable.Range(0, 3).Select(i => ScriptProgram.Request($"r{i}", async (caller, _) =>
        {
            while (true)
            {
                try
                {
                    await caller.Inner.CallAsync("A", Calls.Of(("x", ProgramValue.None)), new Core.Programs.CallSite(0, null, default), CancellationToken.None);
                }
                catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
                {
                    return ProgramValue.None;
                }
            }
        }));
        var running = Drain(Runners.With(module).RunAsync(requests, cancellation.Token));
        await entered;

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Promptly, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task RunAsync_ConsumerLeaves_StopsTheOthersAndDisposesTheRequests()
    {
        var disposed = false;
        var (endless, entered, left) = Endless();
        IEnumerable<ProgramRequest> Requests()
        {
            try
            {
                yield return ScriptProgram.Chain("r0");
                yield return ScriptProgram.Chain("r1", "A");
            }
            finally
            {
                disposed = true;
            }
        }

        await foreach (var run in Runners.With(endless).RunAsync(Requests(), TestContext.Current.CancellationToken))
        {
            await entered;
            break;
        }

        Assert.True(left.IsCompleted);
        Assert.True(disposed);
    }

    [Fact]
    public async Task RunAsync_ModuleTimesOutByItself_FailsTheRunOnly()
    {
        var module = new FakeModule("A")
        {
            AnswerBatch = (calls, _) => calls.Any(call => call.Get<TextValue>("x").Text == "r1")
                ? throw new TaskCanceledException("The request timed out.")
                : Task.FromResult<IReadOnlyList<ModuleResult>>([.. calls.Select(call => ModuleResult.FromValue(call.Get<TextValue>("x")))]),
        };

        var runs = await Runners.With(module).RunAllAsync(Enumerable.Range(0, 3).Select(i => ScriptProgram.Chain($"r{i}", "A")));

        Assert.Equal([false, true, false], runs.Select(run => run.Error is not null));
        Assert.IsType<TaskCanceledException>(runs[1].Error!.InnerException);
    }

    [Fact]
    public async Task CallAsync_OwnTokenOfACall_GivesUpThatCallOnly()
    {
        using var impatience = new CancellationTokenSource();
        var module = new FakeModule("A")
        {
            AnswerBatch = async (calls, token) =>
            {
                await impatience.CancelAsync();
                await Task.Delay(20, token);
                return [.. calls.Select(call => ModuleResult.FromValue(call.Get<ProgramValue>("x")))];
            },
        };
        var impatient = ScriptProgram.Request("r0", async (caller, _) =>
        {
            try
            {
                return (await caller.Inner.CallAsync("A", Calls.Of(("x", ProgramValue.None)), new Core.Programs.CallSite(0, null, default), impatience.Token)).Value!;
            }
            catch (OperationCanceledException)
            {
                return new TextValue("gave up");
            }
        });

        var runs = await Runners.With(module).RunAllAsync([impatient, ScriptProgram.Chain("r1", "A")]);

        Assert.Equal([new TextValue("gave up"), new TextValue("r1")], runs.Select(run => run.Value));
    }

    private static (FakeModule Module, Task Entered, Task Left) Endless()
    {
        var (entered, left) = (new TaskCompletionSource(), new TaskCompletionSource());
        var module = new FakeModule("A")
        {
            AnswerBatch = async (_, token) =>
            {
                entered.TrySetResult();
                try
                {
                    await Task.Delay(Timeout.Infinite, token);
                }
                finally
                {
                    left.TrySetResult();
                }

                return [];
            },
        };
        return (module, entered.Task, left.Task);
    }

    private static async Task Drain(IAsyncEnumerable<ProgramRun> runs)
    {
        await foreach (var run in runs)
        {
            Assert.NotNull(run);
        }
    }
}
