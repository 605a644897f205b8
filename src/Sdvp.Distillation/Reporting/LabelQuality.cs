using System.Collections.Immutable;

namespace Sdvp.Distillation.Reporting;

/// <summary>How good the labels of a task or module are.</summary>
public sealed record LabelQuality
{
    /// <summary>The task or module.</summary>
    public required string Name { get; init; }

    /// <summary>Steps that could have been labelled.</summary>
    public required int Steps { get; init; }

    /// <summary>Steps that were labelled.</summary>
    public required int Labelled { get; init; }

    /// <summary>Share of labels that agree with the gold step answers, in [0, 1]; null where there are none.</summary>
    public double? Precision { get; init; }

    /// <summary>How often adapters abstained, by reason code.</summary>
    public ImmutableDictionary<string, int> Abstentions { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>Share of steps that were labelled, in [0, 1]; 0 where there is no step.</summary>
    public double Coverage => Steps == 0 ? 0 : (double)Labelled / Steps;
}
