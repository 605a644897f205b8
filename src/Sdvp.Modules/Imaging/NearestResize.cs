using Sdvp.Core.Values;

namespace Sdvp.Modules.Imaging;

/// <summary>Resizing without weights.</summary>
/// <remarks>Source: Pillow 9.4, <c>Geometry.c</c> (<c>ImagingScaleAffine</c>): the place is summed up step by step, so its roundings are Pillow's.</remarks>
internal static class NearestResize
{
    public static ImageBuffer Resize(ImageBuffer image, int width, int height)
    {
        var columns = Places(image.Width, width);
        var rows = Places(image.Height, height);
        var result = new byte[checked(width * height * 3)];
        var source = image.Pixels;
        for (var y = 0; y < height; y++)
        {
            var line = source.Slice(rows[y] * image.Width * 3, image.Width * 3);
            var target = result.AsSpan(y * width * 3, width * 3);
            for (var x = 0; x < width; x++)
            {
                line.Slice(columns[x] * 3, 3).CopyTo(target[(x * 3)..]);
            }
        }

        return ImageBuffer.FromRgb(width, height, result);
    }

    private static int[] Places(int source, int target)
    {
        var step = (double)source / target;
        var place = step * 0.5;
        var places = new int[target];
        for (var index = 0; index < target; index++, place += step)
        {
            places[index] = Math.Min((int)place, source - 1);
        }

        return places;
    }
}
