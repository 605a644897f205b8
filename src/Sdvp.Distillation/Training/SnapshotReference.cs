using Sdvp.Modules.Torch;

namespace Sdvp.Distillation.Training;

/// <summary>What a student is held to.</summary>
/// <param name="Student">The frozen snapshot.</param>
/// <param name="Kept">Its logits on the steps, where they were kept.</param>
/// <param name="Settings">How strongly, and at which temperature.</param>
internal sealed record SnapshotReference(IStudent Student, SnapshotScores? Kept, ModuleTrainingSettings Settings);
