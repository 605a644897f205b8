using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sdvp.Modules.Torch.Layers;

/// <summary>Layer normalisation over the last dimension, <c>[…, width]</c> → <c>[…, width]</c>. Parameters <c>weight [width]</c> and <c>bias [width]</c>.</summary>
public sealed class LayerNormLayer : WeightLayer
{
    private readonly long[] _shape;
    private readonly double _epsilon;
    private Parameter _weight = null!;
    private Parameter? _bias;

    /// <summary>Initialises a layer without values.</summary>
    /// <param name="width">Size of the last dimension; at least 1.</param>
    /// <param name="epsilon">What is added to the variance; above 0. No default: models differ (1e-12 for BERT, 1e-5 for CLIP).</param>
    public LayerNormLayer(long width, double epsilon)
        : base(nameof(LayerNormLayer))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epsilon);
        _shape = [width];
        _epsilon = epsilon;
        Declare("weight", width);
        Declare("bias", width);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.layer_norm(input, _shape, _weight, _bias, _epsilon);

    /// <inheritdoc/>
    protected override void OnParametersChanged()
    {
        _weight = Find("weight")!;
        _bias = Find("bias");
    }
}
