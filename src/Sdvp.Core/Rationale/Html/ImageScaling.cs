using Sdvp.Core.Values;

namespace Sdvp.Core.Rationale.Html;

/// <summary>Scales images down for display.</summary>
internal static class ImageScaling
{
    /// <summary>Scales an image down to fit a square; each new pixel is the mean of those that it covers.</summary>
    /// <param name="image">The image.</param>
    /// <param name="maxSide">The square's side; at least 1.</param>
    /// <returns>The smaller image, or the same where it fits.</returns>
    public static ImageBuffer Fit(ImageBuffer image, int maxSide)
    {
        var longer = Math.Max(image.Width, image.Height);
        if (longer <= maxSide)
        {
            return image;
        }

        var width = Math.Max(1, (int)((long)image.Width * maxSide / longer));
        var height = Math.Max(1, (int)((long)image.Height * maxSide / longer));
        var pixels = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            var (top, bottom) = Range(y, height, image.Height);
            for (var x = 0; x < width; x++)
            {
                var (left, right) = Range(x, width, image.Width);
                Average(image, left, top, right, bottom, pixels.AsSpan(((y * width) + x) * 3, 3));
            }
        }

        return ImageBuffer.FromRgb(width, height, pixels);
    }

    private static (int From, int To) Range(int index, int count, int extent)
    {
        var from = (int)((long)index * extent / count);
        return (from, Math.Max(from + 1, (int)((long)(index + 1) * extent / count)));
    }

    private static void Average(ImageBuffer image, int left, int top, int right, int bottom, Span<byte> pixel)
    {
        long r = 0, g = 0, b = 0;
        for (var y = top; y < bottom; y++)
        {
            var row = image.Pixels.Slice(((y * image.Width) + left) * 3, (right - left) * 3);
            for (var i = 0; i < row.Length; i += 3)
            {
                r += row[i];
                g += row[i + 1];
                b += row[i + 2];
            }
        }

        var count = (right - left) * (bottom - top);
        (pixel[0], pixel[1], pixel[2]) = ((byte)(r / count), (byte)(g / count), (byte)(b / count));
    }
}
