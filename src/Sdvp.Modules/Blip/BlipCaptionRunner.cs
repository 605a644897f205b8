using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Generation;
using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>Runs a captioning network on batches of inputs. Tensors lie in the caller's dispose scope.</summary>
internal sealed class BlipCaptionRunner(BlipCaptionNetwork network, BlipCheckpoint<BlipCaptionNetwork> checkpoint, Device device, ScalarType type)
{
    private readonly BlipTextConfig _text = checkpoint.Config.Text;

    /// <summary>The prefix of a call; empty where it has none.</summary>
    public static string PrefixOf(ModuleCall call) => call.Arguments.TryGetValue("prefix", out var value) && value is not NoneValue ? call.Get<TextValue>("prefix").Text : "";

    /// <summary>What a caption begins with.</summary>
    public long[] Prompt(string prefix) =>
        prefix.Length == 0 ? [_text.BosTokenId] : [_text.BosTokenId, .. checkpoint.Inputs.Encode(prefix)[1..^1]];

    /// <summary>Writes captions.</summary>
    /// <param name="inputs">Inputs with prompts of one length.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Looked at before each token.</param>
    public ImmutableArray<ImmutableArray<GeneratedSequence>> Write(IReadOnlyList<BlipCaptionInput> inputs, GenerationOptions options, CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
        var images = new BlipImages(inputs.Select(i => i.Image));
        var seen = images.Repeat(network.Vision.call(checkpoint.Inputs.ToPixels(images.Images, device, type)));
        using var decoder = new BlipDecoder(network.Decoder, seen);
        return TokenGenerator.Generate(
            decoder,
            [.. inputs.Select(i => i.Prompt)],
            BlipGeneration.Fit(options, inputs[0].Prompt.Length, _text),
            new GenerationTokens([_text.SepTokenId], _text.PadTokenId),
            cancellationToken);
    }

    /// <summary>Scores given captions.</summary>
    public TokenLogits Score(IReadOnlyList<BlipCaptionInput> inputs, IReadOnlyList<TokenSequence> sequences)
    {
        using var scope = NewDisposeScope();
        var images = new BlipImages(sequences.Select(s => inputs[s.Input].Image));
        long[][] prompts = [.. inputs.Select(i => i.Prompt)];
        var seen = network.Vision.call(checkpoint.Inputs.ToPixels(images.Images, device, type));
        var logits = network.Describe(images.Spread(seen), BlipTokenRows.ToInput(prompts, sequences, _text.PadTokenId, device), null);
        var scored = BlipTokenRows.ToLogits(logits, prompts, sequences);
        scored.Targets.MoveToOuterDisposeScope();
        scored.Mask.MoveToOuterDisposeScope();
        scored.Logits.MoveToOuterDisposeScope();
        return scored;
    }
}
