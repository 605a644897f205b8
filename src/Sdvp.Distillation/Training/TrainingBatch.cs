using Sdvp.Modules.Torch;

namespace Sdvp.Distillation.Training;

/// <summary>What one training step learns from.</summary>
/// <param name="Indices">The places of the steps in the training set.</param>
/// <param name="Steps">The labelled steps.</param>
/// <param name="Probes">Further inputs, on which the student is held to its snapshot.</param>
internal sealed record TrainingBatch(int[] Indices, TrainingItem[] Steps, IReadOnlyList<StudentInput> Probes)
{
    /// <summary>The inputs of the steps, then the probes.</summary>
    public IReadOnlyList<StudentInput> Inputs { get; } = [.. Steps.Select(s => s.Input), .. Probes];
}
