namespace Sdvp.Distillation.Training;

/// <summary>The losses of one training step.</summary>
/// <param name="Step">Number of the training step, from 0.</param>
/// <param name="Stepwise">The loss on the labels.</param>
/// <param name="SelfDistillation">The self-distillation losses with their weights, but without λ; 0 where λ is 0.</param>
public readonly record struct TrainingPoint(int Step, float Stepwise, float SelfDistillation);
