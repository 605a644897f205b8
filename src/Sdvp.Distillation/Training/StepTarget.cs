namespace Sdvp.Distillation.Training;

/// <summary>A step's label in the terms of the student's outputs: plain numbers, kept between epochs.</summary>
internal abstract record StepTarget;
