namespace Sdvp.Core.Generation;

/// <summary>How a <see cref="ChatProgramGenerator"/> asks.</summary>
public sealed class ChatProgramGeneratorOptions
{
    /// <summary>Programs to sample for each question; from 1 to 100. Default: 1.</summary>
    public int Samples { get; set; } = 1;

    /// <summary>Rounds in which a model is handed the diagnostics of its refused program to repair it; from 0 to 5. Default: 1.</summary>
    public int RepairRounds { get; set; } = 1;

    /// <summary>Which examples are shown. Default: <see cref="ExampleSelection.Nearest"/>.</summary>
    public ExampleSelection ExampleSelection { get; set; } = ExampleSelection.Nearest;

    /// <summary>How many examples are shown, unless all are; at least 0. Default: 6.</summary>
    public int ExampleCount { get; set; } = 6;

    /// <summary>Seed of the examples drawn by chance and, where the server knows seeds, of the sampling: sample i gets seed + i. Default: 1.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>Sampling temperature; at least 0. Null leaves it to the server. Default: 0.7.</summary>
    public float? Temperature { get; set; } = 0.7f;

    /// <summary>Share of probability that tokens are sampled from, over 0 and at most 1. Null leaves it to the server. Default: null.</summary>
    public float? TopP { get; set; }

    /// <summary>Most tokens of a reply; at least 1. Null leaves it to the server. Default: 1024.</summary>
    public int? MaxOutputTokens { get; set; } = 1024;

    /// <summary>The model. Default: null, the client's own; then the client's metadata name it in the cache.</summary>
    public string? ModelId { get; set; }

    /// <summary>How long one reply may take; over 0. A client that takes longer, or never answers, ends in <see cref="GenerationFailure.TimedOut"/>. Default: 2 minutes.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Replies that are awaited at once for one question; at least 1. Default: 4.</summary>
    public int MaxConcurrency { get; set; } = 4;

    /// <summary>
    /// Folder of cached replies, made where it is absent; several processes may share it. Default: null, no cache. A reply is found again by
    /// everything that it depends on: profile, whole prompt, model, sampling settings, number of the sample. Failed calls are not cached.
    /// </summary>
    public string? CacheFolder { get; set; }

    internal ChatProgramGeneratorOptions Copy() => (ChatProgramGeneratorOptions)MemberwiseClone();

    internal IEnumerable<string> FindProblems()
    {
        if (Samples is < 1 or > 100)
        {
            yield return $"{nameof(Samples)} is {Samples}; expected is 1 to 100.";
        }

        if (RepairRounds is < 0 or > 5)
        {
            yield return $"{nameof(RepairRounds)} is {RepairRounds}; expected is 0 to 5.";
        }

        if (!Enum.IsDefined(ExampleSelection))
        {
            yield return $"{nameof(ExampleSelection)} is {ExampleSelection}; expected is one of the named selections.";
        }

        if (ExampleCount < 0)
        {
            yield return $"{nameof(ExampleCount)} is {ExampleCount}; expected is at least 0.";
        }

        if (Temperature is { } temperature && !(temperature >= 0 && float.IsFinite(temperature)))
        {
            yield return $"{nameof(Temperature)} is {temperature}; expected is at least 0, or null.";
        }

        if (TopP is { } topP && !(topP > 0 && topP <= 1))
        {
            yield return $"{nameof(TopP)} is {topP}; expected is over 0 and at most 1, or null.";
        }

        if (MaxOutputTokens < 1)
        {
            yield return $"{nameof(MaxOutputTokens)} is {MaxOutputTokens}; expected is at least 1, or null.";
        }

        if (Timeout <= TimeSpan.Zero || Timeout.TotalMilliseconds > int.MaxValue)
        {
            yield return $"{nameof(Timeout)} is {Timeout}; expected is over 0 and at most 24 days.";
        }

        if (MaxConcurrency < 1)
        {
            yield return $"{nameof(MaxConcurrency)} is {MaxConcurrency}; expected is at least 1.";
        }
    }
}
