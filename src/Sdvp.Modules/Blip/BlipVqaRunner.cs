using System.Collections.Immutable;
using Sdvp.Modules.Generation;
using Sdvp.Modules.Text;
using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>Runs a network for question answering on batches of inputs. Tensors lie in the caller's dispose scope.</summary>
internal sealed class BlipVqaRunner(BlipVqaNetwork network, BlipCheckpoint<BlipVqaNetwork> checkpoint, Device device, ScalarType type)
{
    private readonly BlipTextConfig _text = checkpoint.Config.Text;
    private readonly long[] _prompt = [checkpoint.Config.Text.BosTokenId];

    /// <summary>Questions that have looked at their images, <c>[n, tokens, width]</c>, and which of their tokens are none of the padding.</summary>
    public (Tensor Questions, Tensor? IsToken) Read(IReadOnlyList<BlipVqaInput> inputs)
    {
        using var scope = NewDisposeScope();
        var images = new BlipImages(inputs.Select(i => i.Image));
        long[][] tokens = [.. inputs.Select(i => i.Tokens)];
        var isToken = TokenRows.ToMask(tokens, device);
        var seen = network.Vision.call(checkpoint.Inputs.ToPixels(images.Images, device, type));
        var read = network.ReadQuestions(images.Spread(seen), TokenRows.ToTensor(tokens, _text.PadTokenId, device), isToken);
        return (read.MoveToOuterDisposeScope(), isToken?.MoveToOuterDisposeScope());
    }

    /// <summary>
    /// Writes answers. Padding of questions is not looked at, so that an answer does not depend on the questions beside it; the reference looks at it.
    /// </summary>
    public ImmutableArray<ImmutableArray<GeneratedSequence>> Write((Tensor Questions, Tensor? IsToken) read, GenerationOptions options, CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
        using var decoder = new BlipDecoder(network.Decoder, read.Questions, BlipMasks.OfEncoder(read.IsToken));
        return TokenGenerator.Generate(
            decoder,
            [.. Enumerable.Repeat(_prompt, decoder.Rows)],
            BlipGeneration.Fit(options, _prompt.Length, _text),
            new GenerationTokens([_text.SepTokenId], _text.PadTokenId),
            cancellationToken);
    }

    /// <summary>Scores given answers.</summary>
    public TokenLogits Score((Tensor Questions, Tensor? IsToken) read, IReadOnlyList<TokenSequence> sequences)
    {
        using var scope = NewDisposeScope();
        var prompts = Enumerable.Repeat(_prompt, (int)read.Questions.shape[0]).ToArray();
        int[] owners = [.. sequences.Select(s => s.Input)];
        var logits = network.Answer(
            BlipImages.Spread(read.Questions, owners),
            read.IsToken is { } isToken ? BlipImages.Spread(isToken, owners) : null,
            BlipTokenRows.ToInput(prompts, sequences, _text.PadTokenId, device),
            null);
        var scored = BlipTokenRows.ToLogits(logits, prompts, sequences);
        scored.Targets.MoveToOuterDisposeScope();
        scored.Mask.MoveToOuterDisposeScope();
        scored.Logits.MoveToOuterDisposeScope();
        return scored;
    }

    /// <summary>The log-probability of given answers, one for each.</summary>
    public float[] LogProbabilities((Tensor Questions, Tensor? IsToken) read, IReadOnlyList<TokenSequence> sequences)
    {
        using var scope = NewDisposeScope();
        var scored = Score(read, sequences);
        var tokens = nn.functional.log_softmax(scored.Logits, 2).gather(2, scored.Targets.unsqueeze(2)).squeeze(2);
        return (tokens * scored.Mask).sum(1).cpu().data<float>().ToArray();
    }
}
