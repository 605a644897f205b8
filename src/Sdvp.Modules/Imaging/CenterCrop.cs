using Sdvp.Core.Values;

namespace Sdvp.Modules.Imaging;

/// <summary>Cuts the middle out of an image. Where the image is smaller, black is put around it; what does not divide evenly goes to the left and above.</summary>
internal static class CenterCrop
{
    public static ImageBuffer Cut(ImageBuffer image, int height, int width)
    {
        if (image.Height == height && image.Width == width)
        {
            return image;
        }

        var (fromTop, toTop, rows) = Axis(image.Height, height);
        var (fromLeft, toLeft, columns) = Axis(image.Width, width);
        var result = new byte[checked(height * width * 3)];
        for (var row = 0; row < rows; row++)
        {
            image.Pixels.Slice((((fromTop + row) * image.Width) + fromLeft) * 3, columns * 3)
                .CopyTo(result.AsSpan((((toTop + row) * width) + toLeft) * 3));
        }

        return ImageBuffer.FromRgb(width, height, result);
    }

    private static (int From, int To, int Length) Axis(int source, int target) =>
        source >= target ? ((source - target) / 2, 0, target) : (0, (target - source + 1) / 2, source);
}
