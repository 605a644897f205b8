using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sdvp.Modules.Torch.Layers;

/// <summary>
/// The convolution that cuts images into patches, <c>[n, in, h, w]</c> → <c>[n, out, h / patch, w / patch]</c>, rounded down: kernel and stride are the patch.
/// Parameters <c>weight [out, in, patch, patch]</c> and <c>bias [out]</c>.
/// </summary>
public sealed class PatchLayer : WeightLayer
{
    private readonly long[] _stride;
    private Parameter _weight = null!;
    private Parameter? _bias;

    /// <summary>Initialises a layer without values.</summary>
    /// <param name="inChannels">Channels of the image; at least 1.</param>
    /// <param name="outChannels">Width of a patch's vector; at least 1.</param>
    /// <param name="patch">Side of a patch in pixels; at least 1.</param>
    /// <param name="hasBias">Whether there is a bias. Default: true.</param>
    public PatchLayer(long inChannels, long outChannels, long patch, bool hasBias = true)
        : base(nameof(PatchLayer))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inChannels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outChannels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(patch, 1);
        _stride = [patch, patch];
        Declare("weight", outChannels, inChannels, patch, patch);
        if (hasBias)
        {
            Declare("bias", outChannels);
        }
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.conv2d(input, _weight, _bias, _stride);

    /// <inheritdoc/>
    protected override void OnParametersChanged()
    {
        _weight = Find("weight")!;
        _bias = Find("bias");
    }
}
