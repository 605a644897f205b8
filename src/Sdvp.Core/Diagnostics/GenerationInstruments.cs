using System.Diagnostics.Metrics;

namespace Sdvp.Core.Diagnostics;

/// <summary>What <see cref="GenerationTelemetry"/> names.</summary>
internal static class GenerationInstruments
{
    private static readonly Meter Meter = new(SdvpTelemetry.MeterName);

    private static readonly Counter<long> Calls = Meter.CreateCounter<long>(
        GenerationTelemetry.Calls, "{call}", "Calls of a chat client, cached and failed ones included.");

    private static readonly Histogram<double> CallDuration = Meter.CreateHistogram<double>(
        GenerationTelemetry.CallDuration, "s", "From a call of a chat client to its reply or failure.");

    private static readonly Counter<long> Samples = Meter.CreateCounter<long>(
        GenerationTelemetry.Samples, "{sample}", "Programs asked for, failed ones included.");

    private static readonly Counter<long> Repairs = Meter.CreateCounter<long>(
        GenerationTelemetry.Repairs, "{round}", "Rounds in which a model was given diagnostics.");

    public static void RecordCall(string profile, string outcome, TimeSpan? duration)
    {
        var profileTag = new KeyValuePair<string, object?>(GenerationTelemetry.ProfileTag, profile);
        Calls.Add(1, profileTag, new(GenerationTelemetry.OutcomeTag, outcome));
        if (duration is { } taken)
        {
            CallDuration.Record(taken.TotalSeconds, profileTag);
        }
    }

    public static void RecordSample(string profile, string outcome, int repairRounds)
    {
        var profileTag = new KeyValuePair<string, object?>(GenerationTelemetry.ProfileTag, profile);
        Samples.Add(1, profileTag, new(GenerationTelemetry.OutcomeTag, outcome));
        if (repairRounds > 0)
        {
            Repairs.Add(repairRounds, profileTag);
        }
    }
}
