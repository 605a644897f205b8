using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>The widening layer of a block, with its activation.</summary>
internal sealed class BlipTextIntermediate : nn.Module<Tensor, Tensor>
{
    private readonly LinearLayer dense;
    private readonly Func<Tensor, Tensor> activation;

    public BlipTextIntermediate(BlipTextConfig config)
        : base(nameof(BlipTextIntermediate))
    {
        dense = new LinearLayer(config.HiddenSize, config.IntermediateSize);
        activation = HiddenActivation.Parse(config.HiddenAct);
        RegisterComponents();
    }

    public override Tensor forward(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        return activation(dense.call(hidden)).MoveToOuterDisposeScope();
    }
}
