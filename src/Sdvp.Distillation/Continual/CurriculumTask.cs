using Sdvp.Core.Teaching;
using Sdvp.Distillation.Training;
using Sdvp.Distillation.Training.Strategies;

namespace Sdvp.Distillation.Continual;

/// <summary>One task of a curriculum.</summary>
/// <param name="Task">What is learned.</param>
/// <param name="Test">Examples with known answers that measure the task after every task of the curriculum; none are learned from.</param>
public sealed record CurriculumTask(DistillationTask Task, IReadOnlyList<TaskExample> Test)
{
    /// <summary>
    /// Makes strategies out of what the curriculum remembers of earlier tasks; they come behind those of <see cref="Task"/>. Deterministic. Default: none.
    /// </summary>
    public Func<ReplayMemory, IReadOnlyList<ForgettingStrategy>> Strategies { get; init; } = static _ => [];
}
