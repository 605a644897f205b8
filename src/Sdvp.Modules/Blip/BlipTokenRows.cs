using Sdvp.Modules.Text;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>Given answers as a decoder reads them.</summary>
internal static class BlipTokenRows
{
    /// <summary>What the decoder reads: the prompt, and all tokens of the answer but the last, <c>[sequences, places]</c>, Int64.</summary>
    /// <param name="prompts">The prompt of each input.</param>
    /// <param name="sequences">The answers.</param>
    /// <param name="padding">What fills shorter rows; it is not seen by what comes before.</param>
    /// <param name="device">The device.</param>
    public static Tensor ToInput(IReadOnlyList<long[]> prompts, IReadOnlyList<TokenSequence> sequences, long padding, Device device) =>
        TokenRows.ToTensor([.. sequences.Select(s => (long[])[.. prompts[s.Input], .. s.Tokens.AsSpan()[..^1]])], padding, device);

    /// <summary>Scores with the tokens that they are of.</summary>
    /// <param name="logits">What the decoder gave, <c>[sequences, places, vocabulary]</c>.</param>
    /// <param name="prompts">The prompt of each input.</param>
    /// <param name="sequences">The answers.</param>
    public static TokenLogits ToLogits(Tensor logits, IReadOnlyList<long[]> prompts, IReadOnlyList<TokenSequence> sequences)
    {
        var places = (int)logits.shape[1];
        var targets = new long[sequences.Count * places];
        var mask = new float[targets.Length];
        for (var row = 0; row < sequences.Count; row++)
        {
            // The last token of the prompt says what the answer begins with.
            var first = (row * places) + prompts[sequences[row].Input].Length - 1;
            sequences[row].Tokens.CopyTo(targets, first);
            mask.AsSpan(first, sequences[row].Tokens.Length).Fill(1);
        }

        return new TokenLogits(
            logits, tensor(targets, [sequences.Count, places], device: logits.device), tensor(mask, [sequences.Count, places], device: logits.device), [.. sequences]);
    }

    /// <summary>Checks what a caller gives.</summary>
    /// <exception cref="ArgumentException">The sequences are not in the order of their inputs, or one has no input or no token.</exception>
    public static void Require(IReadOnlyList<TokenSequence> sequences, int inputs)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        for (var i = 0; i < sequences.Count; i++)
        {
            if (sequences[i].Input < (i == 0 ? 0 : sequences[i - 1].Input) || sequences[i].Input >= inputs || sequences[i].Tokens.IsEmpty)
            {
                throw new ArgumentException(
                    $"Sequence {i} has {sequences[i].Tokens.Length} tokens and answers input {sequences[i].Input} of {inputs}; expected is at least one token, and sequences in the order of their inputs.",
                    nameof(sequences));
            }
        }
    }
}
