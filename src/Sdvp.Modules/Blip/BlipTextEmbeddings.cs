using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>Tokens <c>[n, length]</c> → <c>[n, length, width]</c>: word and position.</summary>
internal sealed class BlipTextEmbeddings : nn.Module
{
    private readonly EmbeddingLayer word_embeddings;
    private readonly EmbeddingLayer position_embeddings;

    [ComponentName(Name = "LayerNorm")]
    private readonly LayerNormLayer norm;

    private readonly double dropout;

    public BlipTextEmbeddings(BlipTextConfig config)
        : base(nameof(BlipTextEmbeddings))
    {
        word_embeddings = new EmbeddingLayer(config.VocabSize, config.HiddenSize, config.PadTokenId);
        position_embeddings = new EmbeddingLayer(config.MaxPositionEmbeddings, config.HiddenSize);
        norm = new LayerNormLayer(config.HiddenSize, config.LayerNormEps);
        dropout = config.HiddenDropoutProb;
        RegisterComponents();
    }

    public EmbeddingLayer Words => word_embeddings;

    /// <summary>Embeds tokens that follow a number of earlier ones.</summary>
    public Tensor Forward(Tensor tokens, long earlier)
    {
        using var scope = NewDisposeScope();
        var end = earlier + tokens.shape[1];
        if (end > position_embeddings.Count)
        {
            throw new ArgumentException($"A text has {end} tokens; the network has {position_embeddings.Count} positions. Cut texts before.", nameof(tokens));
        }

        var positions = position_embeddings.Weight.narrow(0, earlier, tokens.shape[1]).unsqueeze(0);
        return norm.call(word_embeddings.call(tokens).Plus(positions)).Drop(dropout, training).MoveToOuterDisposeScope();
    }
}
