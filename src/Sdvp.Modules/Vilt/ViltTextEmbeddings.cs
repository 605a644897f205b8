using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Sdvp.Modules.Vilt;

/// <summary>Tokens <c>[n, length]</c> → <c>[n, length, width]</c>: word, segment and position, as in BERT.</summary>
internal sealed class ViltTextEmbeddings : nn.Module
{
    private readonly EmbeddingLayer word_embeddings;
    private readonly EmbeddingLayer position_embeddings;
    private readonly EmbeddingLayer token_type_embeddings;

    [ComponentName(Name = "LayerNorm")]
    private readonly LayerNormLayer norm;

    private readonly double dropout;

    public ViltTextEmbeddings(ViltConfig config)
        : base(nameof(ViltTextEmbeddings))
    {
        word_embeddings = new EmbeddingLayer(config.VocabSize, config.HiddenSize, config.PadTokenId < config.VocabSize ? config.PadTokenId : null);
        position_embeddings = new EmbeddingLayer(config.MaxPositionEmbeddings, config.HiddenSize);
        token_type_embeddings = new EmbeddingLayer(config.TypeVocabSize, config.HiddenSize);
        norm = new LayerNormLayer(config.HiddenSize, config.LayerNormEps);
        dropout = config.HiddenDropoutProb;
        RegisterComponents();
    }

    public Tensor Forward(Tensor tokens, Tensor? types)
    {
        using var scope = NewDisposeScope();
        var length = tokens.shape[1];
        if (length > position_embeddings.Count)
        {
            throw new ArgumentException($"A text has {length} tokens; the network has {position_embeddings.Count} positions. Cut texts before.", nameof(tokens));
        }

        var positions = position_embeddings.Weight.narrow(0, 0, length).unsqueeze(0);
        var segments = types is null ? token_type_embeddings.Weight.narrow(0, 0, 1).unsqueeze(0) : token_type_embeddings.call(types);
        var sum = word_embeddings.call(tokens).Plus(segments).Plus(positions);
        return norm.call(sum).Drop(dropout, training).MoveToOuterDisposeScope();
    }
}
