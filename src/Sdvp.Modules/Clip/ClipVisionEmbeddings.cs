using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sdvp.Modules.Clip;

/// <summary>The class token and the patches in row-major order, with their places: <c>[n, channels, size, size]</c> → <c>[n, 1 + patches, hidden]</c>.</summary>
internal sealed class ClipVisionEmbeddings : Module<Tensor, Tensor>
{
    private readonly Parameter class_embedding;
    private readonly PatchLayer patch_embedding;
    private readonly EmbeddingLayer position_embedding;

    public ClipVisionEmbeddings(ClipVisionConfig config)
        : base(nameof(ClipVisionEmbeddings))
    {
        class_embedding = Parameter(zeros(config.HiddenSize));
        patch_embedding = new PatchLayer(config.Channels, config.HiddenSize, config.PatchSize, hasBias: false);
        position_embedding = new EmbeddingLayer((config.Grid * config.Grid) + 1, config.HiddenSize);
        RegisterComponents();
    }

    public override Tensor forward(Tensor pixels)
    {
        using var scope = NewDisposeScope();
        var patches = patch_embedding.call(pixels).flatten(2).transpose(1, 2);
        var first = class_embedding.view(1, 1, -1).expand(pixels.shape[0], 1, -1);
        return cat([first, patches], 1).Plus(position_embedding.Weight).MoveToOuterDisposeScope();
    }
}
