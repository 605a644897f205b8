using System.Collections.Immutable;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Programs.VisProg.Shapes;

/// <summary>A park: a bench in the middle, a kite above it, a ball below, a dog on its right, two persons far to the left. Objects are flat colours.</summary>
internal static class ShapeWorld
{
    public const int Width = 480;

    public const int Height = 360;

    // From the middle of an object's sides: what lies deeper is out of reach of the blurred edge of a mask.
    private const int Margin = 14;

    public static ImmutableArray<(string Key, string Name, PixelBox Box, (byte R, byte G, byte B) Color, string ColorName)> Objects { get; } =
    [
        ("bench", "bench", new(192, 150, 288, 210), (150, 90, 20), "brown"),
        ("kite", "kite", new(210, 12, 270, 72), (220, 20, 20), "red"),
        ("ball", "ball", new(222, 288, 258, 324), (200, 30, 40), "red"),
        ("dog", "dog", new(360, 186, 450, 252), (120, 70, 30), "brown"),
        ("man", "person", new(12, 90, 72, 330), (40, 60, 200), "blue"),
        ("girl", "person", new(84, 120, 144, 336), (220, 200, 40), "yellow"),
    ];

    public static ImageBuffer Draw()
    {
        var pixels = new byte[Width * Height * 3];
        for (var i = 0; i < pixels.Length; i += 3)
        {
            // A grey checkerboard, so that blurring shows everywhere.
            var shade = ((i / 3 % Width / 2) + (i / 3 / Width / 2)) % 2 == 0 ? (byte)90 : (byte)130;
            pixels.AsSpan(i, 3).Fill(shade);
        }

        foreach (var (_, _, box, color, _) in Objects)
        {
            for (var y = box.Top; y < box.Bottom; y++)
            {
                for (var x = box.Left; x < box.Right; x++)
                {
                    // Striped, so that blurring shows inside as well.
                    var dim = (x + y) % 4 < 2 ? 0 : 15;
                    pixels[((y * Width) + x) * 3] = (byte)(color.R - dim);
                    pixels[(((y * Width) + x) * 3) + 1] = (byte)(color.G - dim);
                    pixels[(((y * Width) + x) * 3) + 2] = (byte)(color.B - dim);
                }
            }
        }

        return ImageBuffer.FromRgb(Width, Height, pixels);
    }

    /// <summary>Objects whose middle lies inside of an image, with their boxes in it.</summary>
    public static IEnumerable<(string Name, PixelBox Box, string ColorName)> In(ImageValue image)
    {
        foreach (var (_, name, box, _, color) in Objects)
        {
            var (x, y) = ((box.Left + box.Right) / 2, (box.Top + box.Bottom) / 2);
            if (x >= image.Box.Left && x < image.Box.Right && y >= image.Box.Top && y < image.Box.Bottom)
            {
                yield return (name, box.Offset(-image.Box.Left, -image.Box.Top).Intersect(new PixelBox(0, 0, image.Width, image.Height)), color);
            }
        }
    }

    /// <summary>Keys of the objects whose middle part is pixel for pixel what it was.</summary>
    public static string Unchanged(ImageBuffer before, ImageBuffer after) => string.Join(' ', Objects
        .Where(o => Middle(o.Box) is var middle && before.Crop(middle).Equals(after.Crop(middle)))
        .Select(o => o.Key).Order(StringComparer.Ordinal));

    private static PixelBox Middle(PixelBox box) => new(box.Left + Margin, box.Top + Margin, box.Right - Margin, box.Bottom - Margin);
}
