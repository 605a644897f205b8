using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;

namespace Sdvp.Distillation.Labelling;

/// <summary>An executed step with the label that a teacher and an adapter gave it.</summary>
/// <param name="Record">The step as it was executed.</param>
/// <param name="Example">The example that it belongs to.</param>
/// <param name="Label">What the step's module should have given.</param>
public sealed record LabelledStep(StepRecord Record, TaskExample Example, StepLabel Label);
