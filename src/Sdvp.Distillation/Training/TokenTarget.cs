using System.Collections.Immutable;

namespace Sdvp.Distillation.Training;

/// <summary>Acceptable answers in the student's tokens, most probable first, with their probabilities, which sum to 1.</summary>
internal sealed record TokenTarget(ImmutableArray<ImmutableArray<long>> Answers, ImmutableArray<float> Probabilities, float Weight) : StepTarget(Weight);
