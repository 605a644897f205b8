using System.Collections.Immutable;
using Sdvp.Distillation.Training;

namespace Sdvp.Distillation.Continual;

/// <summary>What came of a curriculum.</summary>
/// <param name="Matrix">Whole-program accuracy on every task after each task.</param>
/// <param name="Before">Whole-program accuracy on every task before any training; the baseline of forward transfer.</param>
/// <param name="Tasks">The distillations, in order.</param>
/// <param name="Memory">What is remembered of all tasks.</param>
public sealed record CurriculumResult(TaskMatrix Matrix, ImmutableArray<double> Before, ImmutableArray<DistillationResult> Tasks, ReplayMemory Memory);
