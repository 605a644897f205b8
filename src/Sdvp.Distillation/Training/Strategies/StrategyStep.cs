using Sdvp.Modules.Torch;

namespace Sdvp.Distillation.Training.Strategies;

/// <summary>
/// One training step, as strategies see it; or a part of one, where a batch goes through the network in parts (<see cref="StepwiseDistillerOptions.MicroBatchSize"/>). Terms of parts
/// are weighted by <see cref="Share"/> and added, so a term that is a mean over <see cref="Inputs"/>, or that depends on the parameters alone, is the same either way.
/// </summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="Total">Training steps in all.</param>
/// <param name="Inputs">The inputs of the labelled steps that it learns from; at least one.</param>
public sealed record StrategyStep(int Number, int Total, IReadOnlyList<StudentInput> Inputs)
{
    /// <summary>The number of the part, from 0. Default: 0.</summary>
    public int Part { get; init; }

    /// <summary>Parts of the step; those without labelled steps are not seen and do not count. Default: 1.</summary>
    public int Parts { get; init; } = 1;

    /// <summary>How much of the step's labelled steps the part has, greater than 0; those of all parts sum to 1. Default: 1.</summary>
    public double Share { get; init; } = 1;
}
