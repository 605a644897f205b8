namespace Sdvp.Core.Diagnostics;

/// <summary>Names under which Sdvp traces and measures; for <c>AddSource</c> and <c>AddMeter</c> of OpenTelemetry.</summary>
public static class SdvpTelemetry
{
    /// <summary>Name of the <see cref="System.Diagnostics.ActivitySource"/>.</summary>
    public const string ActivitySourceName = "Sdvp";

    /// <summary>Name of the <see cref="System.Diagnostics.Metrics.Meter"/>.</summary>
    public const string MeterName = "Sdvp";

    /// <summary>Activity around one run; carries <see cref="RunTag"/> and <see cref="ProgramTag"/>.</summary>
    public const string RunActivity = "sdvp.run";

    /// <summary>Activity around one module call, inside its run; carries <see cref="ModuleTag"/>, <see cref="VersionTag"/> and <see cref="StepTag"/>.</summary>
    public const string CallActivity = "sdvp.call";

    /// <summary>Counter of module calls by <see cref="ModuleTag"/>, failed ones included.</summary>
    public const string Calls = "sdvp.calls";

    /// <summary>Counter of failed module calls by <see cref="ModuleTag"/>.</summary>
    public const string Failures = "sdvp.call.failures";

    /// <summary>Counter of calls by <see cref="ModuleTag"/> that were answered by the result of an equal one, of the run set or of the cache.</summary>
    public const string SharedCalls = "sdvp.calls.shared";

    /// <summary>Histogram of seconds from a call to its result, waiting for its batch included, by <see cref="ModuleTag"/>.</summary>
    public const string CallDuration = "sdvp.call.duration";

    /// <summary>Histogram of calls in one invocation of a module, by <see cref="ModuleTag"/>.</summary>
    public const string BatchSize = "sdvp.batch.size";

    /// <summary>Counter of runs by <see cref="OutcomeTag"/>.</summary>
    public const string Runs = "sdvp.runs";

    /// <summary>Counter of uses of a fallback by <see cref="PolicyTag"/> and <see cref="CauseTag"/>, those that gave no answer included.</summary>
    public const string Fallbacks = "sdvp.run.fallbacks";

    /// <summary>Tag: how a run ended, <c>answer</c>, <c>fallback</c> or <c>error</c>.</summary>
    public const string OutcomeTag = "sdvp.run.outcome";

    /// <summary>Tag: name of the fallback's policy.</summary>
    public const string PolicyTag = "sdvp.fallback.policy";

    /// <summary>Tag: why the fallback was needed, <c>Failed</c> or <c>Refused</c>.</summary>
    public const string CauseTag = "sdvp.fallback.cause";

    /// <summary>Tag: name of the module.</summary>
    public const string ModuleTag = "sdvp.module";

    /// <summary>Tag: version of the module.</summary>
    public const string VersionTag = "sdvp.module.version";

    /// <summary>Tag: number of the call in its run.</summary>
    public const string StepTag = "sdvp.step";

    /// <summary>Tag: id of the run.</summary>
    public const string RunTag = "sdvp.run.id";

    /// <summary>Tag: identity of the program.</summary>
    public const string ProgramTag = "sdvp.program.id";
}
