using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Vilt;

/// <summary>A linear layer under the name <c>dense</c>, followed by dropout in training.</summary>
internal sealed class ViltDense : nn.Module<Tensor, Tensor>
{
    private readonly LinearLayer dense;
    private readonly double dropout;

    public ViltDense(int inFeatures, int outFeatures, double dropout = 0)
        : base(nameof(ViltDense))
    {
        dense = new LinearLayer(inFeatures, outFeatures);
        this.dropout = dropout;
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => dense.call(input).Drop(dropout, training);
}
