using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Torch;

/// <summary>A residual block.</summary>
internal sealed class TinyBlock : nn.Module<Tensor, Tensor>
{
    private readonly LayerNormLayer norm;
    private readonly LinearLayer query;
    private readonly LinearLayer dense;
    private readonly double dropout;

    public TinyBlock(double dropout)
        : base(nameof(TinyBlock))
    {
        this.dropout = dropout;
        norm = new LayerNormLayer(TinyNetwork.Width, 1e-5);
        query = new LinearLayer(TinyNetwork.Width, 16);
        dense = new LinearLayer(16, TinyNetwork.Width);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var inner = nn.functional.dropout(nn.functional.gelu(query.call(norm.call(input))), dropout, training);
        return input.add(dense.call(inner)).MoveToOuterDisposeScope();
    }
}
