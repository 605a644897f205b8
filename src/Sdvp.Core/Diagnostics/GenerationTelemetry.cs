namespace Sdvp.Core.Diagnostics;

/// <summary>Names under which the generation of programs is measured, on the meter <see cref="SdvpTelemetry.MeterName"/>.</summary>
public static class GenerationTelemetry
{
    /// <summary>Counter of calls of a chat client by <see cref="ProfileTag"/> and <see cref="OutcomeTag"/>, those that the cache answered included.</summary>
    public const string Calls = "sdvp.generation.calls";

    /// <summary>Histogram of seconds from a call of a chat client to its reply or failure, by <see cref="ProfileTag"/>.</summary>
    public const string CallDuration = "sdvp.generation.call.duration";

    /// <summary>Counter of samples by <see cref="ProfileTag"/> and <see cref="OutcomeTag"/>.</summary>
    public const string Samples = "sdvp.generation.samples";

    /// <summary>Counter of rounds in which a model was given diagnostics to repair its program, by <see cref="ProfileTag"/>.</summary>
    public const string Repairs = "sdvp.generation.repairs";

    /// <summary>Tag: name of the profile.</summary>
    public const string ProfileTag = "sdvp.profile";

    /// <summary>Tag: <see cref="ReplyOutcome"/>, <see cref="CachedOutcome"/>, <see cref="ProgramOutcome"/> or the name of a failure.</summary>
    public const string OutcomeTag = "sdvp.outcome";

    /// <summary>Outcome of a call: the model replied.</summary>
    public const string ReplyOutcome = "Reply";

    /// <summary>Outcome of a call: the cache held the reply.</summary>
    public const string CachedOutcome = "Cached";

    /// <summary>Outcome of a sample: a program.</summary>
    public const string ProgramOutcome = "Program";
}
