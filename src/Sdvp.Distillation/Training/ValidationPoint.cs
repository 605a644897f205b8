namespace Sdvp.Distillation.Training;

/// <summary>One measurement on the steps that were held out.</summary>
/// <param name="Steps">Training steps that were done.</param>
/// <param name="Loss">The loss of the held-out labels.</param>
public readonly record struct ValidationPoint(int Steps, double Loss);
