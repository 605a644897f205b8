using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sdvp.Modules.Torch.Layers;

/// <summary>An affine map, <c>[…, in]</c> → <c>[…, out]</c>: <c>x Wᵀ + b</c>. Parameters <c>weight [out, in]</c> and <c>bias [out]</c>.</summary>
public sealed class LinearLayer : WeightLayer
{
    private Parameter _weight = null!;
    private Parameter? _bias;

    /// <summary>Initialises a layer without values.</summary>
    /// <param name="inFeatures">Width of the input; at least 1.</param>
    /// <param name="outFeatures">Width of the output; at least 1.</param>
    /// <param name="hasBias">Whether there is a bias. Default: true.</param>
    public LinearLayer(long inFeatures, long outFeatures, bool hasBias = true)
        : base(nameof(LinearLayer))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inFeatures, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outFeatures, 1);
        InFeatures = inFeatures;
        OutFeatures = outFeatures;
        Declare("weight", outFeatures, inFeatures);
        if (hasBias)
        {
            Declare("bias", outFeatures);
        }
    }

    /// <summary>Width of the input.</summary>
    public long InFeatures { get; }

    /// <summary>Width of the output.</summary>
    public long OutFeatures { get; }

    /// <summary>The weight, <c>[out, in]</c>. The layer owns it.</summary>
    public Parameter Weight => _weight;

    /// <summary>The bias, <c>[out]</c>; null where there is none. The layer owns it.</summary>
    public Parameter? Bias => _bias;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.linear(input, _weight, _bias);

    /// <inheritdoc/>
    protected override void OnParametersChanged()
    {
        _weight = Find("weight")!;
        _bias = Find("bias");
    }
}
