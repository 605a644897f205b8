using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sdvp.Modules.Clip;

/// <summary>Tokens and their places: ids <c>[n, length]</c> → <c>[n, length, hidden]</c>.</summary>
internal sealed class ClipTextEmbeddings : Module<Tensor, Tensor>
{
    private readonly EmbeddingLayer token_embedding;
    private readonly EmbeddingLayer position_embedding;

    public ClipTextEmbeddings(ClipTextConfig config)
        : base(nameof(ClipTextEmbeddings))
    {
        token_embedding = new EmbeddingLayer(config.VocabularySize, config.HiddenSize);
        position_embedding = new EmbeddingLayer(config.MaxPositions, config.HiddenSize);
        RegisterComponents();
    }

    public override Tensor forward(Tensor ids)
    {
        using var scope = NewDisposeScope();
        var places = position_embedding.Weight.narrow(0, 0, ids.shape[1]);
        return token_embedding.call(ids).Plus(places).MoveToOuterDisposeScope();
    }
}
