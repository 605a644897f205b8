using Sdvp.Core.Values;

namespace Sdvp.Core.Symbolic.Drawing;

/// <summary>An object's pixels as a plane of an image: 255 inside, 0 outside. Without a mask the object is its box.</summary>
internal static class ObjectMask
{
    public static byte[] Of(Region region, int width, int height, bool fullCoverageOnly)
    {
        var plane = new byte[width * height];
        var inside = (region.Mask?.Box ?? region.Box).Intersect(new PixelBox(0, 0, width, height));
        var least = fullCoverageOnly ? byte.MaxValue : (byte)128;
        for (var y = inside.Top; y < inside.Bottom; y++)
        {
            for (var x = inside.Left; x < inside.Right; x++)
            {
                if (region.Mask is null || region.Mask.CoverageAt(x, y) >= least)
                {
                    plane[(y * width) + x] = byte.MaxValue;
                }
            }
        }

        return plane;
    }
}
