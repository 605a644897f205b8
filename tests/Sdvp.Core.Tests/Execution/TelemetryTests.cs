using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Sdvp.Core.Diagnostics;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;

namespace Sdvp.Core.Tests.Execution;

public class TelemetryTests
{
    [Fact]
    public async Task RunAsync_Listener_GetsRunAndCallActivities()
    {
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == SdvpTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var module = new FakeModule("TRACED", "v1") { Answer = _ => ModuleResult.FromError(new InvalidOperationException("no")) };

        await Runners.With(module).RunAsync(ScriptProgram.Chain("traced-run", "TRACED"), TestContext.Current.CancellationToken);

        var run = ended.Single(activity => (string?)activity.GetTagItem(SdvpTelemetry.RunTag) == "traced-run");
        var call = ended.Single(activity => (string?)activity.GetTagItem(SdvpTelemetry.ModuleTag) == "TRACED");
        Assert.Equal((SdvpTelemetry.RunActivity, SdvpTelemetry.CallActivity), (run.OperationName, call.OperationName));
        Assert.Equal(run.SpanId, call.ParentSpanId);
        Assert.Equal("v1", call.GetTagItem(SdvpTelemetry.VersionTag));
        Assert.Equal((ActivityStatusCode.Error, ActivityStatusCode.Error), (run.Status, call.Status));
    }

    [Fact]
    public async Task RunAsync_MeterListener_CountsByModule()
    {
        var sums = new ConcurrentDictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == SdvpTelemetry.MeterName)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, 1, tags));
        listener.Start();
        var module = new FakeModule("MEASURED")
        {
            Answer = call => call.Arguments["x"].ToString() == "r0" ? ModuleResult.FromError(new InvalidOperationException("no")) : ModuleResult.FromValue(call.Arguments["x"]),
        };

        await Runners.With(module).RunAllAsync(Enumerable.Range(0, 5).Select(i => ScriptProgram.Chain($"r{i}", "MEASURED")));

        Assert.Equal(5, sums[SdvpTelemetry.Calls]);
        Assert.Equal(1, sums[SdvpTelemetry.Failures]);
        Assert.Equal(5, sums[SdvpTelemetry.BatchSize]);
        Assert.Equal(5, sums[SdvpTelemetry.CallDuration]);

        void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (tags.ToArray().Any(tag => tag is { Key: SdvpTelemetry.ModuleTag, Value: "MEASURED" }))
            {
                sums.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value);
            }
        }
    }

    [Fact]
    public async Task RunAsync_Logger_WarnsOfFailuresAndSplits()
    {
        var log = new ListLogger();
        var module = new FakeModule("A") { AnswerBatch = (_, _) => throw new InvalidOperationException("no") };

        await Runners.With(new ModuleRegistry([module, new FakeModule("B")]), logger: log)
            .RunAllAsync([ScriptProgram.Chain("r0", "A"), ScriptProgram.Chain("r1", "A"), ScriptProgram.Chain("r2", "B")]);

        Assert.Equal(2, log.Lines.Count(line => line.Level == LogLevel.Warning && line.Text.Contains("failed: Step 0", StringComparison.Ordinal)));
        Assert.Single(log.Lines, line => line.Level == LogLevel.Warning && line.Text.Contains("batch of 2 calls", StringComparison.Ordinal));
        Assert.Single(log.Lines, line => line.Level == LogLevel.Debug && line.Text.Contains("Run r2", StringComparison.Ordinal));
    }

    private sealed class ListLogger : ILogger<ProgramRunner>
    {
        public ConcurrentQueue<(LogLevel Level, string Text)> Lines { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue((logLevel, formatter(state, exception)));
    }
}
