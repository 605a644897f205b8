using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>Images <c>[n, 3, side, side]</c> → <c>[n, 1 + patches, width]</c>.</summary>
internal sealed class BlipVisionModel : nn.Module<Tensor, Tensor>
{
    private readonly BlipVisionEmbeddings embeddings;
    private readonly BlipVisionEncoder encoder;
    private readonly LayerNormLayer post_layernorm;

    public BlipVisionModel(BlipVisionConfig config)
        : base(nameof(BlipVisionModel))
    {
        embeddings = new BlipVisionEmbeddings(config);
        encoder = new BlipVisionEncoder(config);
        post_layernorm = new LayerNormLayer(config.HiddenSize, config.LayerNormEps);
        RegisterComponents();
    }

    /// <summary>What runs the blocks; null where they keep everything for gradients.</summary>
    public ActivationCheckpoint? Checkpoint
    {
        get => encoder.Checkpoint;
        set => encoder.Checkpoint = value;
    }

    public override Tensor forward(Tensor pixels)
    {
        using var scope = NewDisposeScope();
        return post_layernorm.call(encoder.call(embeddings.call(pixels))).MoveToOuterDisposeScope();
    }

    /// <summary>One vector for each image; the reference normalises its first vector a second time.</summary>
    public Tensor Pool(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        return post_layernorm.call(hidden.select(1, 0)).MoveToOuterDisposeScope();
    }
}
