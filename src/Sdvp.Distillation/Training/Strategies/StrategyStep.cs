using Sdvp.Modules.Torch;

namespace Sdvp.Distillation.Training.Strategies;

/// <summary>One training step, as strategies see it.</summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="Total">Training steps in all.</param>
/// <param name="Inputs">The inputs of the labelled steps that it learns from.</param>
public sealed record StrategyStep(int Number, int Total, IReadOnlyList<StudentInput> Inputs);
