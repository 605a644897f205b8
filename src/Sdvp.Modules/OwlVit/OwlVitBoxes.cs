using static TorchSharp.torch;

namespace Sdvp.Modules.OwlVit;

/// <summary>Boxes as the network gives them.</summary>
internal static class OwlVitBoxes
{
    /// <summary>Reads boxes.</summary>
    /// <param name="boxes">Centre, width and height, <c>[…, 4]</c>.</param>
    /// <returns>Their corners, in the order of the tensor.</returns>
    public static BoxCorners[] ToCorners(Tensor boxes)
    {
        using var scope = NewDisposeScope();
        var flat = boxes.detach().to_type(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
        var corners = new BoxCorners[flat.Length / 4];
        for (var i = 0; i < corners.Length; i++)
        {
            corners[i] = BoxCorners.FromCentre(flat[4 * i], flat[(4 * i) + 1], flat[(4 * i) + 2], flat[(4 * i) + 3]);
        }

        return corners;
    }
}
