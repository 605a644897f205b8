using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>What ends a part of a post-norm block: a linear layer, the part's input added, normalisation.</summary>
internal sealed class BlipTextOutput : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly LinearLayer dense;

    [ComponentName(Name = "LayerNorm")]
    private readonly LayerNormLayer norm;

    private readonly double dropout;

    public BlipTextOutput(int inFeatures, BlipTextConfig config)
        : base(nameof(BlipTextOutput))
    {
        dense = new LinearLayer(inFeatures, config.HiddenSize);
        norm = new LayerNormLayer(config.HiddenSize, config.LayerNormEps);
        dropout = config.HiddenDropoutProb;
        RegisterComponents();
    }

    public override Tensor forward(Tensor hidden, Tensor input)
    {
        using var scope = NewDisposeScope();
        return norm.call(dense.call(hidden).Drop(dropout, training).Plus(input)).MoveToOuterDisposeScope();
    }
}
