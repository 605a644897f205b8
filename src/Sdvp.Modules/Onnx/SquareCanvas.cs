using Sdvp.Core.Values;
using Sdvp.Modules.Imaging;

namespace Sdvp.Modules.Onnx;

/// <summary>
/// Fits an image into a square: shrunk with its proportions where it is larger, at the top left, black elsewhere; and takes it out again, less the last row
/// and column, at the image's own size. As VisProg does it with Pillow's <c>thumbnail</c>.
/// </summary>
internal sealed record SquareCanvas(int ImageWidth, int ImageHeight, int Width, int Height, int Size)
{
    public static SquareCanvas For(int imageWidth, int imageHeight, int size)
    {
        if (imageWidth <= size && imageHeight <= size)
        {
            return new SquareCanvas(imageWidth, imageHeight, imageWidth, imageHeight, size);
        }

        var aspect = (double)imageWidth / imageHeight;
        var (width, height) = aspect <= 1
            ? (Nearest(size * aspect, n => Math.Abs(aspect - ((double)n / size))), size)
            : (size, Nearest(size / aspect, n => n == 0 ? 0 : Math.Abs(aspect - ((double)size / n))));
        return new SquareCanvas(imageWidth, imageHeight, width, height, size);
    }

    public ImageBuffer Pad(ImageBuffer image)
    {
        var small = ImageResize.Resize(image, Width, Height, ResampleFilter.Bicubic);
        var pixels = new byte[Size * Size * 3];
        for (var y = 0; y < Height; y++)
        {
            small.Pixels.Slice(y * Width * 3, Width * 3).CopyTo(pixels.AsSpan(y * Size * 3));
        }

        return ImageBuffer.FromRgb(Size, Size, pixels);
    }

    public ImageBuffer CutBack(ImageBuffer painted) =>
        ImageResize.Resize(painted.Crop(new PixelBox(0, 0, Math.Max(1, Width - 1), Math.Max(1, Height - 1))), ImageWidth, ImageHeight, ResampleFilter.Bicubic);

    // Of the whole numbers on both sides the one that keeps the proportions better.
    private static int Nearest(double side, Func<int, double> error)
    {
        var (low, high) = ((int)Math.Floor(side), (int)Math.Ceiling(side));
        return Math.Max(1, error(low) <= error(high) ? low : high);
    }
}
