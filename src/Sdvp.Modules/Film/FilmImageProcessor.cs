using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Sdvp.Core.Values;
using Sdvp.Modules.Imaging;

namespace Sdvp.Modules.Film;

/// <summary>
/// Scales images into a square, keeping their proportions and not above a largest factor, centred on middle grey. Remembers what it made for as long as the
/// image's root is alive, so that many questions about one image scale it once and share its features.
/// </summary>
internal sealed class FilmImageProcessor(FilmConfig config)
{
    private const byte Grey = 128;

    private readonly int _size = config.ImageSize;

    private readonly ConditionalWeakTable<ImageBuffer, ConcurrentDictionary<PixelBox, FilmImage>> _made = [];

    public FilmImage Process(ImageValue image) => _made
        .GetValue(image.Root, _ => new ConcurrentDictionary<PixelBox, FilmImage>())
        .GetOrAdd(image.Box, (_, source) => Scale(source.Pixels), image);

    private FilmImage Scale(ImageBuffer source)
    {
        var scale = ScaleOf(source.Width, source.Height);
        var width = Math.Clamp((int)Math.Round(source.Width * scale), 1, _size);
        var height = Math.Clamp((int)Math.Round(source.Height * scale), 1, _size);
        var scaled = ImageResize.Resize(source, width, height, ResampleFilter.Bilinear).Pixels;
        var (left, top) = ((_size - width) / 2, (_size - height) / 2);
        var area = _size * _size;
        var pixels = new byte[3 * area];
        Array.Fill(pixels, Grey);
        for (var y = 0; y < height; y++)
        {
            var row = scaled.Slice(y * width * 3, width * 3);
            var target = pixels.AsSpan(((top + y) * _size) + left);
            var red = target[..width];
            var green = target.Slice(area, width);
            var blue = target.Slice(2 * area, width);
            for (var x = 0; x < red.Length; x++)
            {
                red[x] = row[3 * x];
                green[x] = row[(3 * x) + 1];
                blue[x] = row[(3 * x) + 2];
            }
        }

        return new FilmImage(pixels);
    }

    /// <summary>The place of the original image in the square, as fractions of the square: left, top, width, height.</summary>
    public FilmPlacement Placement(int width, int height)
    {
        var scale = ScaleOf(width, height) / _size;
        return new FilmPlacement((1 - (width * scale)) / 2, (1 - (height * scale)) / 2, width * scale, height * scale);
    }

    private double ScaleOf(int width, int height) => Math.Min(config.MaxScale, (double)_size / Math.Max(width, height));
}
