namespace Sdvp.Distillation.Training;

/// <summary>A step's label in the terms of the student's outputs: plain numbers, kept between epochs.</summary>
/// <param name="Weight">The label's weight.</param>
internal abstract record StepTarget(float Weight);
