using System.Collections.Immutable;
using Sdvp.Core.Teaching;
using Sdvp.Distillation.Labelling;
using Sdvp.Distillation.Training.Strategies;

namespace Sdvp.Distillation.Training;

/// <summary>One task to learn: examples with programs, the task's teacher, and an adapter for each module that learns.</summary>
public sealed record DistillationTask
{
    /// <summary>Names the task; part of file names, so letters, digits, <c>-</c> and <c>_</c> only.</summary>
    public required string Name { get; init; }

    /// <summary>The examples whose executed steps are learned from. Their final answers are used only where an option says so.</summary>
    public required IReadOnlyList<TaskExample> Examples { get; init; }

    /// <summary>Examples that measure whole-program accuracy before and after; none are learned from. May be empty.</summary>
    public IReadOnlyList<TaskExample> Validation { get; init; } = [];

    /// <summary>The task's expert.</summary>
    public required ITeacher Teacher { get; init; }

    /// <summary>One adapter for each module that learns.</summary>
    public required ImmutableArray<IStepAdapter> Adapters { get; init; }

    /// <summary>Further calls on which the student is kept close to its snapshot; see <see cref="IProbeSource"/>. Null for none.</summary>
    public IProbeSource? Probes { get; init; }

    /// <summary>Which of the teacher's labels are learned from; null for all.</summary>
    public LabelFilters? Filters { get; init; }

    /// <summary>
    /// What keeps the students from forgetting, besides the self-distillation of the options: their terms are added to the loss. Set
    /// <see cref="StepwiseDistillerOptions.SelfDistillationWeight"/> to 0 where they shall be the only ones. Default: none.
    /// </summary>
    public IReadOnlyList<ForgettingStrategy> Strategies { get; init; } = [];
}
