using System.Collections.Immutable;
using Sdvp.Core.Modules;

namespace Sdvp.Modules.Torch;

/// <summary>Turns probabilities over a vocabulary into answers.</summary>
internal static class AnswerProbabilities
{
    /// <summary>Below this probability an answer is not listed, unless it is the only one: it would swell every record and say nothing.</summary>
    private const float Least = 1e-3f;

    public static AnswerDistribution ToDistribution(ImmutableArray<string> answers, ReadOnlySpan<float> probabilities)
    {
        var top = 0;
        for (var i = 1; i < probabilities.Length; i++)
        {
            if (probabilities[i] > probabilities[top])
            {
                top = i;
            }
        }

        var listed = new List<KeyValuePair<string, double>>();
        for (var i = 0; i < probabilities.Length; i++)
        {
            if (i == top || probabilities[i] >= Least)
            {
                listed.Add(new(answers[i], probabilities[i]));
            }
        }

        return new AnswerDistribution(listed);
    }
}
