using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Vilt;

/// <summary>Images <c>[n, channels, height, width]</c> → vectors of patches <c>[n, rows · columns, width]</c>.</summary>
internal sealed class ViltPatchEmbeddings : nn.Module<Tensor, Tensor>
{
    private readonly PatchLayer projection;

    public ViltPatchEmbeddings(ViltConfig config)
        : base(nameof(ViltPatchEmbeddings))
    {
        projection = new PatchLayer(config.NumChannels, config.HiddenSize, config.PatchSize);
        RegisterComponents();
    }

    public override Tensor forward(Tensor images)
    {
        using var scope = NewDisposeScope();
        return projection.call(images).flatten(2).transpose(1, 2).MoveToOuterDisposeScope();
    }
}
