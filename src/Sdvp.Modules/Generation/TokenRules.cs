using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Generation;

/// <summary>
/// The rules that change scores of next tokens, in the order in which Hugging Face's generation applies them: repetition penalty, no
/// repeated n-grams, least lengths.
/// </summary>
internal sealed class TokenRules(GenerationOptions options, GenerationTokens tokens, int promptLength)
{
    /// <summary>Applies the rules.</summary>
    /// <param name="scores">Scores of next tokens, <c>[rows, vocabulary]</c>; not changed.</param>
    /// <param name="sequences">The rows so far.</param>
    /// <returns>The scores, in the current dispose scope; the given tensor where no rule applies.</returns>
    public Tensor Apply(Tensor scores, IReadOnlyList<List<long>> sequences)
    {
        if (options.RepetitionPenalty != 1)
        {
            scores = PenaliseRepetition(scores, sequences);
        }

        if (options.NoRepeatNgramSize > 0)
        {
            scores = Forbid(scores, [.. sequences.Select(RepeatingTokens)]);
        }

        var length = sequences[0].Count;
        if (length < options.MinLength || length - promptLength < options.MinNewTokens)
        {
            scores = Forbid(scores, [.. sequences.Select(_ => (IEnumerable<long>)tokens.Ends)]);
        }

        return scores;
    }

    private static Tensor Forbid(Tensor scores, IEnumerable<long>[] forbidden)
    {
        var (rows, vocabulary) = ((int)scores.shape[0], (int)scores.shape[1]);
        var isForbidden = new bool[rows * vocabulary];
        for (var row = 0; row < rows; row++)
        {
            foreach (var token in forbidden[row])
            {
                isForbidden[(row * vocabulary) + token] = true;
            }
        }

        using var nothing = double.NegativeInfinity.ToScalar();
        return scores.masked_fill(tensor(isForbidden, [rows, vocabulary], device: scores.device), nothing);
    }

    private Tensor PenaliseRepetition(Tensor scores, IReadOnlyList<List<long>> sequences)
    {
        var length = sequences[0].Count;
        var seen = tensor(sequences.SelectMany(s => s).ToArray(), [sequences.Count, length], device: scores.device);
        var own = scores.gather(1, seen);
        using var zero = 0.ToScalar();
        var penalised = where(own.lt(zero), own.Times(options.RepetitionPenalty), own.Times(1 / options.RepetitionPenalty));
        return scores.scatter(1, seen, penalised);
    }

    /// <summary>The tokens that would make the sequence's last n-gram one that it has had already.</summary>
    private IEnumerable<long> RepeatingTokens(List<long> sequence)
    {
        var prefix = options.NoRepeatNgramSize - 1;
        for (var i = 0; i + prefix < sequence.Count; i++)
        {
            if (sequence.Skip(i).Take(prefix).SequenceEqual(sequence.Skip(sequence.Count - prefix)))
            {
                yield return sequence[i + prefix];
            }
        }
    }
}
