using System.Collections.Immutable;
using Sdvp.Distillation.Labelling;

namespace Sdvp.Distillation.Training;

/// <summary>What came of a distillation.</summary>
public sealed record DistillationResult
{
    /// <summary>The task's name.</summary>
    public required string Task { get; init; }

    /// <summary>The modules that learned, in the order of their names. A module without any label stays as it was and is not listed.</summary>
    public required ImmutableArray<ModuleDistillation> Modules { get; init; }

    /// <summary>Labels, abstentions, failed runs, and how many teacher queries were made and how many cached, in the last round.</summary>
    public required LabellingSummary Labels { get; init; }

    /// <summary>The rounds, in order; empty where <see cref="StepwiseDistillerOptions.Rounds"/> is 1.</summary>
    public ImmutableArray<DistillationRound> Rounds { get; init; } = [];

    /// <summary>Whole-program accuracy on the validation examples with the modules before; null where there are no such examples.</summary>
    public ProgramAccuracy? Before { get; init; }

    /// <summary>Whole-program accuracy on the validation examples with the modules after; null where there are no such examples.</summary>
    public ProgramAccuracy? After { get; init; }

    /// <summary>Time that each phase took in the call that ended the distillation.</summary>
    public required ImmutableSortedDictionary<DistillationPhase, TimeSpan> Durations { get; init; }

    /// <summary>True where the distillation had ended in an earlier call and was only read back.</summary>
    public bool IsRestored { get; init; }
}
