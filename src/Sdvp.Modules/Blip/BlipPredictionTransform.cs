using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>What comes before the output layer of the decoder.</summary>
internal sealed class BlipPredictionTransform : nn.Module<Tensor, Tensor>
{
    private readonly LinearLayer dense;

    [ComponentName(Name = "LayerNorm")]
    private readonly LayerNormLayer norm;

    private readonly Func<Tensor, Tensor> activation;

    public BlipPredictionTransform(BlipTextConfig config)
        : base(nameof(BlipPredictionTransform))
    {
        dense = new LinearLayer(config.HiddenSize, config.HiddenSize);
        norm = new LayerNormLayer(config.HiddenSize, config.LayerNormEps);
        activation = HiddenActivation.Parse(config.HiddenAct);
        RegisterComponents();
    }

    public override Tensor forward(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        return norm.call(activation(dense.call(hidden))).MoveToOuterDisposeScope();
    }
}
