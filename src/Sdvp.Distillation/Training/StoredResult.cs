using System.Collections.Immutable;
using Sdvp.Distillation.Labelling;

namespace Sdvp.Distillation.Training;

/// <summary>A finished distillation as it is kept; the weights lie in files of their own.</summary>
internal sealed record StoredResult(
    ImmutableArray<string> Modules,
    LabellingSummary Labels,
    ProgramAccuracy? Before,
    ProgramAccuracy? After,
    ImmutableSortedDictionary<DistillationPhase, TimeSpan> Durations,
    ImmutableArray<DistillationRound>? Rounds = null);
