using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Recording;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Execution;

public class ProgramRunnerTests
{
    [Fact]
    public async Task RunAsync_OneProgram_GivesValueAndRecordsInStepOrder()
    {
        var distribution = new AnswerDistribution([new("yes", 0.75), new("no", 0.25)]);
        var vqa = new FakeModule("VQA", "v7")
        {
            Answer = _ => ModuleResult.FromValue(new TextValue("yes")) with { Distribution = distribution, Proposals = [new Region(new PixelBox(0, 0, 1, 1), 0.3)] },
        };
        var runner = Runners.With(new FakeModule("LOC"), vqa);
        var request = ScriptProgram.Chain("r1", "LOC", "VQA");

        var run = await runner.RunAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(("r1", request.Program.Id, null), (run.Id, run.ProgramId, run.Error));
        Assert.Equal(new TextValue("yes"), run.Value);
        Assert.Equal(["LOC", "VQA"], run.Records.Select(record => record.Module));
        var record = run.Records[1];
        Assert.Equal(("r1", 1, "V1", new ModuleVersion("v7")), (record.RunId, record.StepIndex, record.Output, record.Version));
        Assert.Equal(new SourceSpan(10, 9, 2, 1), record.Span);
        Assert.Equal(new TextValue("r1"), record.Arguments["x"]);
        Assert.Equal(new TextValue("yes"), record.Value);
        Assert.Same(distribution, record.Distribution);
        Assert.Equal(0.3, Assert.Single(record.Proposals).Score);
        Assert.Null(record.Error);
    }

    [Fact]
    public async Task RunAsync_ProgramsEndOutOfOrder_ResultsComeInRequestOrder()
    {
        var runner = Runners.With(new FakeModule("A"));
        var requests = Enumerable.Range(0, 40).Select(i => ScriptProgram.Request($"r{i}", async (caller, token) =>
        {
            await Task.Delay((40 - i) % 7, token);
            ProgramValue value = new IntegerValue(i);
            for (var call = 0; call < i % 5; call++)
            {
                value = await caller.CallAsync("A", value);
            }

            return value;
        }));

        var runs = await runner.RunAllAsync(requests);

        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"r{i}"), runs.Select(run => run.Id));
        Assert.Equal(Enumerable.Range(0, 40).Select(i => (ProgramValue)new IntegerValue(i)), runs.Select(run => run.Value!));
        Assert.All(runs, (run, i) => Assert.Equal(i % 5, run.Records.Length));
    }

    [Fact]
    public async Task RunAsync_TwoThousandPrograms_AllEnd()
    {
        var module = new FakeModule("A");
        var runner = Runners.With(module, new FakeModule("B"));

        var runs = await runner.RunAllAsync(Enumerable.Range(0, 2000).Select(i => ScriptProgram.Chain($"r{i}", i % 3 == 0 ? ["A", "B", "A"] : ["B", "A"])));

        Assert.Equal(2000, runs.Count);
        Assert.All(runs, run => Assert.Equal(new TextValue(run.Id), run.Value));
        Assert.All(runs, (run, i) => Assert.Equal(i % 3 == 0 ? 3 : 2, run.Records.Length));

        // A third of the programs ask twice for the same.
        Assert.Equal(2000, module.Batches.Sum(batch => batch.Length));
    }

    [Fact]
    public async Task RunAsync_NoRequests_EndsAtOnce() => Assert.Empty(await Runners.With().RunAllAsync([]));

    [Fact]
    public async Task RunAsync_ModuleReplacedWhileRunning_ServesLaterRunsOnly()
    {
        var registry = new ModuleRegistry([new FakeModule("A", "old")]);
        var requests = Enumerable.Range(0, 4).Select(i => ScriptProgram.Request($"r{i}", async (caller, _) =>
        {
            await caller.CallAsync("A", new IntegerValue(i));
            if (i == 1)
            {
                registry.Replace(new FakeModule("A", "new"));
            }

            return await caller.CallAsync("A", new IntegerValue(i));
        }));

        var runs = await Runners.With(registry, maxConcurrent: 2).RunAllAsync(requests);

        Assert.Equal(
            [["old", "old"], ["old", "old"], ["new", "new"], ["new", "new"]],
            runs.Select(run => run.Records.Select(record => record.Version.Id).ToArray()));
    }

    [Fact]
    public async Task RunAsync_UnknownLanguage_IsRefusedAndNamesThoseKnown()
    {
        var request = ScriptProgram.Request("r", (_, _) => Task.FromResult(ProgramValue.None), language: "klingon");

        var error = await Assert.ThrowsAsync<ArgumentException>(() => Runners.With().RunAsync(request, TestContext.Current.CancellationToken));

        Assert.Contains("klingon", error.Message, StringComparison.Ordinal);
        Assert.Contains("script", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_RequestsThrow_TheExceptionComesThrough()
    {
        static IEnumerable<ProgramRequest> Requests()
        {
            yield return ScriptProgram.Chain("r0", "A");
            throw new InvalidDataException("question file, line 2");
        }

        await Assert.ThrowsAsync<InvalidDataException>(() => Runners.With(new FakeModule("A")).RunAllAsync(Requests()));
    }

    [Fact]
    public async Task RunAsync_SlowConsumer_HoldsTheRunnerBack()
    {
        var pulled = 0;
        var requests = Enumerable.Range(0, 1000).Select(i =>
        {
            Interlocked.Increment(ref pulled);
            return ScriptProgram.Chain($"r{i}", "A");
        });

        await foreach (var run in Runners.With(new ModuleRegistry([new FakeModule("A")]), maxConcurrent: 4).RunAsync(requests, TestContext.Current.CancellationToken))
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            break;
        }

        // One handed out, four finished in wait, four in flight.
        Assert.InRange(pulled, 1, 9);
    }

    [Fact]
    public async Task RunAsync_Recorder_GetsEveryRecordOnce()
    {
        var recorder = new ListRecorder();

        var runs = await Runners.With(new ModuleRegistry([new FakeModule("A")]), recorder: recorder)
            .RunAllAsync(Enumerable.Range(0, 9).Select(i => ScriptProgram.Chain($"r{i}", "A", "A")));

        Assert.Equal(
            runs.SelectMany(run => run.Records).Select(record => (record.RunId, record.StepIndex)),
            recorder.Records.OrderBy(record => record.RunId, StringComparer.Ordinal).ThenBy(record => record.StepIndex).Select(record => (record.RunId, record.StepIndex)));
    }

    [Fact]
    public async Task RunAsync_RecorderThrows_StopsWithItsException()
    {
        var runner = Runners.With(new ModuleRegistry([new FakeModule("A")]), recorder: new BrokenRecorder());
        var requests = Enumerable.Range(0, 9).Select(i => ScriptProgram.Request($"r{i}", async (caller, _) =>
        {
            try
            {
                return await caller.CallAsync("A", ProgramValue.None);
            }
            catch (IOException)
            {
                return new TextValue("a language that swallows everything");
            }
        }));

        var error = await Assert.ThrowsAsync<IOException>(() => runner.RunAllAsync(requests));

        Assert.Equal("disk full", error.Message);
    }

    [Fact]
    public async Task RunAsync_ClockOfTheHost_MeasuresDurations()
    {
        var time = new ManualTime();
        var module = new FakeModule("A")
        {
            Answer = call =>
            {
                time.Advance(TimeSpan.FromSeconds(3));
                return ModuleResult.FromValue(ProgramValue.None);
            },
        };

        var run = await Runners.With(new ModuleRegistry([module]), time: time).RunAsync(ScriptProgram.Chain("r", "A", "A"), TestContext.Current.CancellationToken);

        Assert.Equal([TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3)], run.Records.Select(record => record.Duration));
        Assert.Equal(TimeSpan.FromSeconds(6), run.Duration);
    }

    [Theory]
    [InlineData(0, 64, "MaxConcurrentPrograms")]
    [InlineData(256, -1, "MaxBatchSize")]
    public void Constructor_OptionOutOfRange_IsRefused(int concurrent, int batch, string name)
    {
        var error = Assert.Throws<ArgumentException>(() => Runners.With(new ModuleRegistry([]), concurrent, batch));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_TwoLanguagesOfOneName_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new ProgramRunner(new ModuleRegistry([]), [new ScriptLanguage(), new ScriptLanguage()]));

    private sealed class ListRecorder : IStepRecorder
    {
        private readonly List<StepRecord> _records = [];

        public IReadOnlyList<StepRecord> Records => _records;

        public void Record(StepRecord record)
        {
            lock (_records)
            {
                _records.Add(record);
            }
        }
    }

    private sealed class BrokenRecorder : IStepRecorder
    {
        public void Record(StepRecord record) => throw new IOException("disk full");
    }

    private sealed class ManualTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _ticks);

        public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
    }
}
