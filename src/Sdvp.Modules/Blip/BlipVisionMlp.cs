using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>The two layers of a block that look at each patch alone.</summary>
internal sealed class BlipVisionMlp : nn.Module<Tensor, Tensor>
{
    private readonly LinearLayer fc1;
    private readonly LinearLayer fc2;
    private readonly Func<Tensor, Tensor> activation;

    public BlipVisionMlp(BlipVisionConfig config)
        : base(nameof(BlipVisionMlp))
    {
        fc1 = new LinearLayer(config.HiddenSize, config.IntermediateSize);
        fc2 = new LinearLayer(config.IntermediateSize, config.HiddenSize);
        activation = HiddenActivation.Parse(config.HiddenAct);
        RegisterComponents();
    }

    public override Tensor forward(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        return fc2.call(activation(fc1.call(hidden))).MoveToOuterDisposeScope();
    }
}
