using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Generation;

namespace Sdvp.Modules.Blip;

/// <summary>Makes results of generated sequences.</summary>
internal static class BlipTexts
{
    /// <summary>The text that is ranked first, with the probabilities of all texts; what is missing to 1 lies on texts that were not generated.</summary>
    public static ModuleResult ToResult(ImmutableArray<GeneratedSequence> sequences, Func<GeneratedSequence, string> decode)
    {
        var probabilities = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var sequence in sequences)
        {
            var text = decode(sequence);
            probabilities[text] = probabilities.GetValueOrDefault(text) + Math.Exp(sequence.LogProbability);
        }

        return ModuleResult.FromValue(new TextValue(decode(sequences[0]))) with { Distribution = new AnswerDistribution(probabilities) };
    }
}
