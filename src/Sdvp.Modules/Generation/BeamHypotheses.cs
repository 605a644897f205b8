using System.Collections.Immutable;

namespace Sdvp.Modules.Generation;

/// <summary>The best sequences that one input has so far, at most as many as beams. Ties are decided as in Hugging Face's beam search.</summary>
internal sealed class BeamHypotheses(GenerationOptions options, int stopLength, int promptLength)
{
    private readonly List<GeneratedSequence> _sequences = [];
    private double _worst = 1e9;

    /// <summary>The sequences, best first.</summary>
    public IEnumerable<GeneratedSequence> Ranked => _sequences.Index().OrderByDescending(s => s.Item.Score).ThenByDescending(s => s.Index).Select(s => s.Item);

    /// <summary>Adds a sequence, and drops the worst where there are too many.</summary>
    /// <param name="tokens">Prompt and generated tokens, without the end.</param>
    /// <param name="logProbabilities">Of the generated tokens and the end.</param>
    /// <param name="sum">The sum of its scores.</param>
    /// <param name="end">The token that ended it; null where it was cut.</param>
    public void Add(List<long> tokens, List<float> logProbabilities, double sum, long? end)
    {
        // The end counts as a token.
        var length = tokens.Count - promptLength + (end is null ? 0 : 1);
        var score = sum / Math.Pow(length, options.LengthPenalty);
        if (_sequences.Count >= options.Beams && score <= _worst)
        {
            return;
        }

        ImmutableArray<long> all = end is { } last ? [.. tokens, last] : [.. tokens];
        _sequences.Add(new GeneratedSequence(all, promptLength, [.. logProbabilities], score, end is not null));
        if (_sequences.Count <= options.Beams)
        {
            _worst = Math.Min(score, _worst);
            return;
        }

        var ascending = _sequences.OrderBy(s => s.Score).Take(2).ToArray();
        _sequences.Remove(ascending[0]);
        _worst = ascending[1].Score;
    }

    /// <summary>Whether the search may stop for this input.</summary>
    /// <param name="bestSum">The best score that an open beam could go on from.</param>
    /// <param name="length">Tokens of the open beams, prompt included.</param>
    public bool IsDone(double bestSum, int length)
    {
        if (_sequences.Count < options.Beams)
        {
            return false;
        }

        var longest = options is { Stopping: BeamStopping.Never, LengthPenalty: > 0 } ? stopLength : length;
        return options.Stopping == BeamStopping.AtOnce || _worst >= bestSum / Math.Pow(longest - promptLength, options.LengthPenalty);
    }
}
