using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Sdvp.Core.Diagnostics;

/// <summary>What <see cref="SdvpTelemetry"/> names.</summary>
internal static class SdvpInstruments
{
    private static readonly Meter Meter = new(SdvpTelemetry.MeterName);

    private static readonly Counter<long> Calls = Meter.CreateCounter<long>(
        SdvpTelemetry.Calls, "{call}", "Module calls, failed ones included.");

    private static readonly Counter<long> Failures = Meter.CreateCounter<long>(
        SdvpTelemetry.Failures, "{call}", "Failed module calls.");

    private static readonly Histogram<double> CallDuration = Meter.CreateHistogram<double>(
        SdvpTelemetry.CallDuration, "s", "From a call to its result, waiting for its batch included.");

    private static readonly Histogram<int> BatchSize = Meter.CreateHistogram<int>(
        SdvpTelemetry.BatchSize, "{call}", "Calls in one invocation of a module.");

    private static readonly Counter<long> SharedCalls = Meter.CreateCounter<long>(
        SdvpTelemetry.SharedCalls, "{call}", "Module calls that were answered by the result of an equal one.");

    private static readonly Counter<long> Runs = Meter.CreateCounter<long>(
        SdvpTelemetry.Runs, "{run}", "Runs that have ended.");

    private static readonly Counter<long> Fallbacks = Meter.CreateCounter<long>(
        SdvpTelemetry.Fallbacks, "{run}", "Runs in which the host's fallback stood in for the program.");

    public static ActivitySource Activities { get; } = new(SdvpTelemetry.ActivitySourceName);

    public static void RecordCall(string module, TimeSpan duration, bool failed)
    {
        var tag = new KeyValuePair<string, object?>(SdvpTelemetry.ModuleTag, module);
        Calls.Add(1, tag);
        CallDuration.Record(duration.TotalSeconds, tag);
        if (failed)
        {
            Failures.Add(1, tag);
        }
    }

    public static void RecordBatch(string module, int calls) =>
        BatchSize.Record(calls, new KeyValuePair<string, object?>(SdvpTelemetry.ModuleTag, module));

    public static void RecordShared(string module, int calls) =>
        SharedCalls.Add(calls, new KeyValuePair<string, object?>(SdvpTelemetry.ModuleTag, module));

    public static void RecordRun(string outcome) =>
        Runs.Add(1, new KeyValuePair<string, object?>(SdvpTelemetry.OutcomeTag, outcome));

    public static void RecordFallback(string policy, string cause) => Fallbacks.Add(
        1, new KeyValuePair<string, object?>(SdvpTelemetry.PolicyTag, policy), new KeyValuePair<string, object?>(SdvpTelemetry.CauseTag, cause));
}
