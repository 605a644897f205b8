using System.Runtime.CompilerServices;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Tests.Recording;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Execution;

public class StreamingTests
{
    [Fact]
    public async Task RunAsync_StreamThatIsThere_BatchesLikeAList()
    {
        var module = new FakeModule("A");

        var runs = await ListAsync(Runners.With(new ModuleRegistry([module]), maxConcurrent: 4).RunAsync(Stream(10), cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal([4, 4, 2], module.Batches.Select(batch => batch.Length));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"r{i}"), runs.Select(run => run.Id));
    }

    [Fact]
    public async Task RunAsync_RequestThatIsWaitedFor_HoldsBackNoneInFlight()
    {
        var arrived = new TaskCompletionSource();
        var module = new FakeModule("A");
        var seen = new List<string>();

        // The second request comes when the first run is out: were it waited for, neither would come.
        await foreach (var run in Runners.With(module).RunAsync(Requests(), cancellationToken: TestContext.Current.CancellationToken))
        {
            seen.Add(run.Id);
            arrived.TrySetResult();
        }

        Assert.Equal(["r0", "r1"], seen);

        async IAsyncEnumerable<ProgramRequest> Requests()
        {
            yield return ScriptProgram.Chain("r0", "A");
            await arrived.Task;
            yield return ScriptProgram.Chain("r1", "A");
        }
    }

    [Fact]
    public async Task RunAsync_AsCompleted_ShortProgramsOvertakeLongOnes()
    {
        string[][] shapes = [["A", "B", "A", "B"], ["A"], ["A", "B"], ["A"]];
        var requests = shapes.Select((shape, i) => ScriptProgram.Chain($"r{i}", shape)).ToAsyncEnumerable();
        var runner = Runners.With(new FakeModule("A"), new FakeModule("B"));

        var runs = await ListAsync(runner.RunAsync(requests, new RunStreamOptions { Order = RunOrder.AsCompleted }, TestContext.Current.CancellationToken));

        Assert.Equal("r0", runs[^1].Id);
        Assert.Equal(["r1", "r3", "r2", "r0"], runs.Select(run => run.Id));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64)]
    public async Task RunAsync_StoreHoldsRuns_SkipsThemAndAddsTheOthers(int behind)
    {
        using var folder = new TemporaryFolder();
        var module = new FakeModule("A");
        var reports = new List<RunProgress>();
        for (var attempt = 0; attempt < 2; attempt++)
        {
            using var store = new ProgramRunStore(folder.Path);
            var options = new RunStreamOptions { Store = store, WriteBehind = behind, Total = 10, Progress = new Listener(reports.Add), ProgressInterval = TimeSpan.Zero };
            var taken = 0;
            await foreach (var run in Runners.With(new ModuleRegistry([module]), maxConcurrent: 2).RunAsync(Stream(10), options, TestContext.Current.CancellationToken))
            {
                Assert.True(behind > 0 || store.Contains(run.Id));
                if (attempt == 0 && ++taken == 4)
                {
                    break;
                }
            }

            Assert.Equal(attempt == 0 ? 4 : 10, store.Count);
        }

        using var complete = new ProgramRunStore(folder.Path);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"r{i}"), complete.ReadAll().Select(run => run.Id));
        Assert.Equal((6, 4, 10L), (reports[^1].Done, reports[^1].Skipped, reports[^1].Total));
        Assert.Equal(TimeSpan.Zero, reports[^1].TimeLeft);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task RunAsync_StoreCannotWrite_TheExceptionComesThrough(int behind)
    {
        using var folder = new TemporaryFolder();
        using var store = new ProgramRunStore(folder.Path);
        var requests = Enumerable.Range(0, 20).Select(i => ScriptProgram.Chain($"r{i % 10}", "A")).ToAsyncEnumerable();

        // The eleventh run has the id of the first.
        var error = await Assert.ThrowsAsync<ArgumentException>(() => ListAsync(
            Runners.With(new FakeModule("A")).RunAsync(requests, new RunStreamOptions { Store = store, WriteBehind = behind }, TestContext.Current.CancellationToken)));

        Assert.Contains("A run r0 is in", error.Message, StringComparison.Ordinal);
        Assert.Equal(10, store.Count);
    }

    [Fact]
    public async Task RunAsync_Progress_ReportsAtMostOnceInItsInterval()
    {
        var reports = new List<RunProgress>();
        var time = new StepTime();
        var runner = Runners.With(new ModuleRegistry([new FakeModule("A") { Answer = _ => ModuleResult.FromError(new InvalidOperationException("no")) }]), maxConcurrent: 1, time: time);

        // A second passes with every run; a report is due every ten.
        await foreach (var run in runner.RunAsync(Stream(35), new RunStreamOptions { Progress = new Listener(reports.Add), ProgressInterval = TimeSpan.FromSeconds(10), Total = 35 }, TestContext.Current.CancellationToken))
        {
            time.Seconds++;
        }

        Assert.Equal([1, 11, 21, 31, 35], reports.Select(report => report.Done));
        Assert.Equal(35, reports[^1].Failed);
        Assert.Equal(1, reports[^1].Rate, 6);
        Assert.Equal("31 of 35, 1.0/s, 00:00:03 left, 31 failed", reports[3].ToString());
    }

    [Fact]
    public async Task RunAsync_LongStream_HoldsOnlyWhatIsInFlight()
    {
        var (taken, alive, most) = (0, 0, 0);
        await foreach (var run in Runners.With(new ModuleRegistry([new FakeModule("A")]), maxConcurrent: 8).RunAsync(Requests(), cancellationToken: TestContext.Current.CancellationToken))
        {
            taken++;
            most = Math.Max(most, Interlocked.Decrement(ref alive));
        }

        Assert.Equal(5000, taken);
        Assert.InRange(most, 1, 17);

        async IAsyncEnumerable<ProgramRequest> Requests()
        {
            await Task.CompletedTask;
            for (var i = 0; i < 5000; i++)
            {
                Interlocked.Increment(ref alive);
                yield return ScriptProgram.Chain($"r{i}", "A");
            }
        }
    }

    [Fact]
    public async Task RunAsync_Cancelled_EndsWhileItWaitsForARequest()
    {
        using var cancellation = new CancellationTokenSource();
        var disposed = false;
        var waiting = new TaskCompletionSource();

        var running = ListAsync(Runners.With(new FakeModule("A")).RunAsync(Requests(cancellation.Token), cancellationToken: cancellation.Token));
        await waiting.Task;
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.True(disposed);

        async IAsyncEnumerable<ProgramRequest> Requests([EnumeratorCancellation] CancellationToken token)
        {
            try
            {
                yield return ScriptProgram.Chain("r0", "A");
                waiting.SetResult();
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                disposed = true;
            }
        }
    }

    [Fact]
    public async Task RunAsync_StreamThrows_TheExceptionComesThrough()
    {
        static async IAsyncEnumerable<ProgramRequest> Requests()
        {
            yield return ScriptProgram.Chain("r0", "A");
            await Task.Yield();
            throw new InvalidDataException("question file, line 2");
        }

        await Assert.ThrowsAsync<InvalidDataException>(() => ListAsync(Runners.With(new FakeModule("A")).RunAsync(Requests(), cancellationToken: TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void SelectAhead_AnyTiming_GivesResultsInOrderAndFailuresAtTheirPlace()
    {
        var results = new List<int>();

        var error = Assert.Throws<FormatException>(() => results.AddRange(Enumerable.Range(0, 100).SelectAhead(i =>
        {
            Thread.Sleep(i % 3);
            return i == 60 ? throw new FormatException("item 60") : i * 2;
        }, ahead: 8)));

        Assert.Equal("item 60", error.Message);
        Assert.Equal(Enumerable.Range(0, 60).Select(i => i * 2), Collect());

        static List<int> Collect() => [.. Enumerable.Range(0, 60).SelectAhead(i => i * 2, ahead: 5)];
    }

    [Fact]
    public void SelectAhead_ConsumerStops_ReadsNoFurtherThanAhead()
    {
        var read = 0;

        Assert.Equal([0, 1], Enumerable.Range(0, 1000).Select(i => read = i).SelectAhead(i => i, ahead: 4).Take(2));

        Assert.InRange(read, 1, 5);
    }

    private static IAsyncEnumerable<ProgramRequest> Stream(int count) =>
        Enumerable.Range(0, count).Select(i => ScriptProgram.Chain($"r{i}", "A")).ToAsyncEnumerable();

    private static async Task<List<ProgramRun>> ListAsync(IAsyncEnumerable<ProgramRun> runs) => await runs.ToListAsync(TestContext.Current.CancellationToken);

    private sealed class Listener(Action<RunProgress> report) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => report(value);
    }

    private sealed class StepTime : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
