namespace Sdvp.Distillation.Training;

/// <summary>A distribution over the student's vocabulary: positions and their probabilities, which sum to 1.</summary>
internal sealed record AnswerTarget(int[] Positions, float[] Probabilities, float Weight) : StepTarget;
