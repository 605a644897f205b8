using Sdvp.Core.Values;

namespace Sdvp.Core.Symbolic.Drawing;

/// <summary>Pixels to draw on. Whatever lies outside is clipped.</summary>
internal sealed class PixelCanvas(ImageBuffer image)
{
    private readonly byte[] _pixels = image.Pixels.ToArray();

    public int Width { get; } = image.Width;

    public int Height { get; } = image.Height;

    public ImageBuffer ToImage() => ImageBuffer.FromRgb(Width, Height, _pixels);

    /// <summary>Fills a rectangle; its sides are inside, as in Pillow.</summary>
    public void FillRectangle(long left, long top, long right, long bottom, PixelColor color)
    {
        for (var y = Math.Max(0, top); y <= Math.Min(Height - 1, bottom); y++)
        {
            for (var x = Math.Max(0, left); x <= Math.Min(Width - 1, right); x++)
            {
                SetInside((int)x, (int)y, color);
            }
        }
    }

    /// <summary>
    /// Draws a frame from the box's sides, which are inside, to its middle. Of a box that is smaller than two lines the lines stand out; how far is
    /// Pillow's.
    /// </summary>
    public void DrawFrame(PixelBox box, int lineWidth, PixelColor color)
    {
        var (left, top, right, bottom) = ((long)box.Left, (long)box.Top, (long)box.Right, (long)box.Bottom);
        if (right < left || bottom < top)
        {
            return;
        }

        FillRectangle(left, top, right, top + lineWidth - 1, color);
        FillRectangle(left, bottom - lineWidth + 1, right, bottom, color);
        var (start, end) = (top + lineWidth, bottom - lineWidth + 1);
        var (first, last) = start <= end ? (start, end - 1) : (end + 1, start);
        FillRectangle(left, first, left + lineWidth - 1, last, color);
        FillRectangle(right - lineWidth + 1, first, right, last, color);
    }

    /// <summary>Lays a colour over a pixel, as Pillow pastes with a mask.</summary>
    public void Blend(int x, int y, PixelColor color, byte coverage)
    {
        if (x < 0 || y < 0 || x >= Width || y >= Height)
        {
            return;
        }

        var at = ((y * Width) + x) * 3;
        _pixels[at] = Mix(_pixels[at], color.R, coverage);
        _pixels[at + 1] = Mix(_pixels[at + 1], color.G, coverage);
        _pixels[at + 2] = Mix(_pixels[at + 2], color.B, coverage);
    }

    private void SetInside(int x, int y, PixelColor color)
    {
        var at = ((y * Width) + x) * 3;
        _pixels[at] = color.R;
        _pixels[at + 1] = color.G;
        _pixels[at + 2] = color.B;
    }

    private static byte Mix(byte below, byte above, byte coverage)
    {
        var sum = (below * (255 - coverage)) + (above * coverage) + 128;
        return (byte)((sum + (sum >> 8)) >> 8);
    }
}
