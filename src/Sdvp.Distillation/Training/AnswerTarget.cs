using Sdvp.Core.Modules;

namespace Sdvp.Distillation.Training;

/// <summary>A distribution over the student's answers: positions and their probabilities, which sum to 1.</summary>
internal sealed record AnswerTarget(int[] Positions, float[] Probabilities, float Weight) : StepTarget(Weight)
{
    /// <summary>Puts a distribution in a student's terms. What the student cannot answer is dropped and the rest scaled to 1, so that a label's weight stays what it says.</summary>
    /// <param name="answers">The distribution.</param>
    /// <param name="position">The place of an answer; negative where the student cannot give it.</param>
    /// <param name="weight">The label's weight.</param>
    /// <returns>The target; null where the student can give none of the answers.</returns>
    public static AnswerTarget? Create(AnswerDistribution answers, Func<string, int> position, double weight)
    {
        var known = answers.Answers.Where(a => a.Value > 0).Select(a => (Place: position(a.Key), a.Value)).Where(a => a.Place >= 0).ToArray();
        var sum = known.Sum(a => a.Value);
        return sum > 0 ? new AnswerTarget([.. known.Select(a => a.Place)], [.. known.Select(a => (float)(a.Value / sum))], (float)weight) : null;
    }

    /// <summary>Targets as a matrix, row after row, with the weights of the rows.</summary>
    public static (float[] Probabilities, float[] Weights) ToDense(IReadOnlyList<StepTarget> targets, int width)
    {
        var dense = new float[targets.Count * width];
        var weights = new float[targets.Count];
        for (var row = 0; row < targets.Count; row++)
        {
            var target = (AnswerTarget)targets[row];
            weights[row] = target.Weight;
            for (var i = 0; i < target.Positions.Length; i++)
            {
                dense[(row * width) + target.Positions[i]] = target.Probabilities[i];
            }
        }

        return (dense, weights);
    }
}
