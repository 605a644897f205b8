using Sdvp.Modules.Torch.Layers;
using static TorchSharp.torch.nn;

namespace Sdvp.Modules.Film;

/// <summary>Affine maps that begin as torch's own do, and to which an adapter can be attached.</summary>
internal static class FilmLinear
{
    public static LinearLayer Create(long inFeatures, long outFeatures)
    {
        using var source = Linear(inFeatures, outFeatures);
        var layer = new LinearLayer(inFeatures, outFeatures);
        layer.SetParameter("weight", source.weight.detach().clone());
        layer.SetParameter("bias", source.bias!.detach().clone());
        return layer;
    }
}
