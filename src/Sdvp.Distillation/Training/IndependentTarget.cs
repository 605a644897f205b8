using Sdvp.Core.Modules;

namespace Sdvp.Distillation.Training;

/// <summary>Judgements of answers each of which is right or wrong for itself: positions and their probabilities.</summary>
/// <param name="Positions">Positions of the judged answers.</param>
/// <param name="Probabilities">Their probabilities, in [0, 1].</param>
/// <param name="Rest">How much is known of the answers that are not judged: 1 where they are surely wrong, 0 where nothing is known.</param>
/// <param name="Weight">The label's weight.</param>
internal sealed record IndependentTarget(int[] Positions, float[] Probabilities, float Rest, float Weight) : StepTarget(Weight)
{
    /// <summary>Puts a distribution in a student's terms; answers of probability 0 are judged too. What the student cannot answer is dropped.</summary>
    /// <param name="answers">The distribution.</param>
    /// <param name="position">The place of an answer; negative where the student cannot give it.</param>
    /// <param name="rest">How much is known of the answers that are not judged; null where it follows from the probability that the judged ones have together.</param>
    /// <param name="weight">The label's weight.</param>
    /// <returns>The target; null where the student can give none of the answers.</returns>
    public static IndependentTarget? Create(AnswerDistribution answers, Func<string, int> position, float? rest, double weight)
    {
        var known = answers.Answers.Select(a => (Place: position(a.Key), a.Value)).Where(a => a.Place >= 0).ToArray();
        return known.Length == 0
            ? null
            : new IndependentTarget(
                [.. known.Select(a => a.Place)],
                [.. known.Select(a => (float)Math.Min(1, a.Value))],
                rest ?? (float)Math.Min(1, answers.Answers.Sum(a => a.Value)),
                (float)weight);
    }

    /// <summary>Targets as a matrix, row after row, with what is known of each and the weights of the rows.</summary>
    public static (float[] Probabilities, float[] Certainties, float[] Weights) ToDense(IReadOnlyList<StepTarget> targets, int width)
    {
        var dense = new float[targets.Count * width];
        var certainties = new float[targets.Count * width];
        for (var row = 0; row < targets.Count; row++)
        {
            var target = (IndependentTarget)targets[row];
            certainties.AsSpan(row * width, width).Fill(target.Rest);
            for (var i = 0; i < target.Positions.Length; i++)
            {
                dense[(row * width) + target.Positions[i]] = target.Probabilities[i];
                certainties[(row * width) + target.Positions[i]] = 1;
            }
        }

        return (dense, certainties, [.. targets.Select(t => ((IndependentTarget)t).Weight)]);
    }
}
