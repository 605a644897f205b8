using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary><c>[…, width]</c> → logits of next tokens <c>[…, vocabulary]</c>.</summary>
internal sealed class BlipPredictions : nn.Module
{
    private readonly BlipPredictionTransform transform;
    private readonly LinearLayer? decoder;
    private readonly Parameter bias;

    public BlipPredictions(BlipTextConfig config, bool isOutputTied)
        : base(nameof(BlipPredictions))
    {
        transform = new BlipPredictionTransform(config);
        decoder = isOutputTied ? null : new LinearLayer(config.HiddenSize, config.VocabSize, hasBias: false);
        bias = new Parameter(zeros(config.VocabSize));
        RegisterComponents();
    }

    /// <param name="hidden"><c>[…, width]</c>.</param>
    /// <param name="words">The table of words, which is the output layer where the two are tied.</param>
    public Tensor Forward(Tensor hidden, EmbeddingLayer words)
    {
        using var scope = NewDisposeScope();
        var transformed = transform.call(hidden);
        var logits = decoder is null ? nn.functional.linear(transformed, words.Weight) : decoder.call(transformed);
        return logits.Plus(bias).MoveToOuterDisposeScope();
    }
}
