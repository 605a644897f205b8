using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>Images <c>[n, 3, side, side]</c> → a first vector and one for each patch, <c>[n, 1 + patches, width]</c>.</summary>
internal sealed class BlipVisionEmbeddings : nn.Module<Tensor, Tensor>
{
    private readonly Parameter class_embedding;
    private readonly PatchLayer patch_embedding;
    private readonly Parameter position_embedding;
    private readonly int side;

    public BlipVisionEmbeddings(BlipVisionConfig config)
        : base(nameof(BlipVisionEmbeddings))
    {
        side = config.ImageSize / config.PatchSize;
        class_embedding = new Parameter(zeros(1, 1, config.HiddenSize));
        patch_embedding = new PatchLayer(3, config.HiddenSize, config.PatchSize);
        position_embedding = new Parameter(zeros(1, (side * side) + 1, config.HiddenSize));
        RegisterComponents();
    }

    public override Tensor forward(Tensor pixels)
    {
        using var scope = NewDisposeScope();
        var patches = patch_embedding.call(pixels.to(class_embedding.dtype)).flatten(2).transpose(1, 2);
        if (patches.shape[1] != side * side)
        {
            throw new ArgumentException(
                $"Images of {pixels.shape[2]} × {pixels.shape[3]} pixels make {patches.shape[1]} patches; the network has places for {side} × {side}.", nameof(pixels));
        }

        return cat([class_embedding.expand(pixels.shape[0], -1, -1), patches], 1).Plus(position_embedding).MoveToOuterDisposeScope();
    }
}
