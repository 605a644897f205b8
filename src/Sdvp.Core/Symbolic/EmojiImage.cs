using Sdvp.Core.Values;

namespace Sdvp.Core.Symbolic;

/// <summary>An image with transparency. Immutable.</summary>
public sealed class EmojiImage
{
    private readonly byte[] _alpha;

    /// <summary>Initialises an image.</summary>
    /// <param name="pixels">The colours, not premultiplied.</param>
    /// <param name="alpha"><c>Height × Width</c> bytes, rows from the top: 0 for a transparent pixel, 255 for an opaque one. Copied.</param>
    /// <exception cref="ArgumentException">The number of bytes does not fit the pixels.</exception>
    public EmojiImage(ImageBuffer pixels, ReadOnlySpan<byte> alpha)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        if (alpha.Length != pixels.Width * pixels.Height)
        {
            throw new ArgumentException($"An image of {pixels.Width} × {pixels.Height} has {pixels.Width * pixels.Height} values of transparency, but {alpha.Length} were given.", nameof(alpha));
        }

        Pixels = pixels;
        _alpha = alpha.ToArray();
    }

    /// <summary>The colours.</summary>
    public ImageBuffer Pixels { get; }

    /// <summary>How opaque each pixel is.</summary>
    public ReadOnlySpan<byte> Alpha => _alpha;

    /// <summary>This image at another height, with its proportions.</summary>
    /// <param name="height">Rows; at least 1.</param>
    /// <returns>The image, or this one where the height is the same.</returns>
    public EmojiImage ResizeTo(int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (height == Pixels.Height)
        {
            return this;
        }

        var width = Math.Max(1, (int)((long)Pixels.Width * height / Pixels.Height));
        var alpha = Resize(i => _alpha[i], width, height);
        var colors = new byte[width * height * 3];
        for (var channel = 0; channel < 3; channel++)
        {
            var offset = channel;

            // Weighed by opacity, so that what is hidden does not shine through at the edges.
            var plane = Resize(i => Pixels.Pixels[(i * 3) + offset] * _alpha[i] / 255f, width, height);
            for (var i = 0; i < plane.Length; i++)
            {
                colors[(i * 3) + channel] = ToByte(alpha[i] > 0 ? plane[i] * 255f / alpha[i] : 0);
            }
        }

        return new EmojiImage(ImageBuffer.FromRgb(width, height, colors), Array.ConvertAll(alpha, ToByte));
    }

    private float[] Resize(Func<int, float> value, int width, int height)
    {
        var plane = new float[_alpha.Length];
        for (var i = 0; i < plane.Length; i++)
        {
            plane[i] = value(i);
        }

        return PlaneResize.Bilinear(plane, Pixels.Width, Pixels.Height, width, height);
    }

    private static byte ToByte(float value) => (byte)Math.Clamp(MathF.Round(value), 0, 255);
}
