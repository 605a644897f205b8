using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>One pre-norm block of the image encoder.</summary>
internal sealed class BlipVisionBlock : nn.Module<Tensor, Tensor>
{
    private readonly BlipVisionAttention self_attn;
    private readonly LayerNormLayer layer_norm1;
    private readonly BlipVisionMlp mlp;
    private readonly LayerNormLayer layer_norm2;

    public BlipVisionBlock(BlipVisionConfig config)
        : base(nameof(BlipVisionBlock))
    {
        self_attn = new BlipVisionAttention(config);
        layer_norm1 = new LayerNormLayer(config.HiddenSize, config.LayerNormEps);
        mlp = new BlipVisionMlp(config);
        layer_norm2 = new LayerNormLayer(config.HiddenSize, config.LayerNormEps);
        RegisterComponents();
    }

    public override Tensor forward(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        var attended = self_attn.call(layer_norm1.call(hidden)).Plus(hidden);
        return mlp.call(layer_norm2.call(attended)).Plus(attended).MoveToOuterDisposeScope();
    }
}
