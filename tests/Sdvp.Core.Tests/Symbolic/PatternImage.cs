using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Symbolic;

/// <summary>Pixels by a formula, the same that the goldens were made of.</summary>
internal static class PatternImage
{
    public static ImageBuffer Create(int width, int height)
    {
        var pixels = new byte[width * height * 3];
        for (long i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)((i * i * 31) + (i * 17) + ((i >> 3) * 7));
        }

        return ImageBuffer.FromRgb(width, height, pixels);
    }
}
