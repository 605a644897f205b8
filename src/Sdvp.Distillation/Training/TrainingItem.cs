using Sdvp.Core.Recording;
using Sdvp.Modules.Torch;

namespace Sdvp.Distillation.Training;

/// <summary>A labelled step as it is trained on.</summary>
/// <param name="Index">Its place among the module's labelled steps; part of the seeds of its probes.</param>
/// <param name="Record">The step.</param>
/// <param name="Input">The network's input.</param>
/// <param name="Target">The label.</param>
internal sealed record TrainingItem(int Index, StepRecord Record, StudentInput Input, StepTarget Target);
