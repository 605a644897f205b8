using System.Collections.Immutable;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Generation;

/// <summary>Generates text with a decoder. What it gives equals Hugging Face's <c>generate</c> for the same logits.</summary>
internal static class TokenGenerator
{
    /// <summary>Generates for every row of a decoder.</summary>
    /// <param name="decoder">A decoder that has read nothing yet.</param>
    /// <param name="prompts">The prompts, one for each row, all of one length of at least 1.</param>
    /// <param name="options">How.</param>
    /// <param name="tokens">End and padding.</param>
    /// <param name="cancellationToken">Looked at before each token.</param>
    /// <returns>For each row its sequences, best first: one, or as many as beams.</returns>
    /// <exception cref="ArgumentException">Options are out of range, or prompt and text do not fit into the network.</exception>
    public static ImmutableArray<ImmutableArray<GeneratedSequence>> Generate(
        ITokenDecoder decoder, IReadOnlyList<long[]> prompts, GenerationOptions options, GenerationTokens tokens, CancellationToken cancellationToken = default)
    {
        options.Validate();
        var length = prompts[0].Length;
        if (length == 0 || prompts.Any(p => p.Length != length) || prompts.Count != decoder.Rows)
        {
            throw new ArgumentException(
                $"The prompts have {string.Join(", ", prompts.Select(p => p.Length))} tokens; expected are {decoder.Rows} of one length of at least 1.", nameof(prompts));
        }

        if (options.StopLength(length) <= length)
        {
            throw new ArgumentException(
                $"{nameof(options.MaxLength)} is {options.MaxLength}, but the prompt alone has {length} tokens. Raise it, or set {nameof(options.MaxNewTokens)}.", nameof(options));
        }

        using var noGradient = no_grad();
        return options.Beams == 1
            ? new GreedySearch(decoder, options, tokens).Run(prompts, cancellationToken)
            : new BeamSearch(decoder, options, tokens).Run(prompts, cancellationToken);
    }

    /// <summary>Refuses to read more tokens than the network has positions for.</summary>
    internal static void RequirePosition(ITokenDecoder decoder, int length)
    {
        if (length > decoder.MaxPositions)
        {
            throw new ArgumentException(
                $"The text has reached {length - 1} tokens, and the network has {decoder.MaxPositions} positions. Lower {nameof(GenerationOptions.MaxLength)} or "
                + $"{nameof(GenerationOptions.MaxNewTokens)}.");
        }
    }
}
