using Sdvp.Core.Values;
using Sdvp.Distillation.Training;

namespace Sdvp.Distillation.Tests.Toys;

/// <summary>Images of 8 × 8 pixels, whose four quarters each have one colour, all of them with the same tint.</summary>
internal static class ToyImages
{
    public static ImageValue Create(long seed)
    {
        var pixels = new byte[8 * 8 * 3];
        for (var quarter = 0; quarter < 4; quarter++)
        {
            for (var channel = 0; channel < 3; channel++)
            {
                var tint = channel == SeededOrder.Mix(seed) % 3 ? 60 : 0;
                var value = (byte)((SeededOrder.Mix(seed, quarter, channel) % 196) + tint);
                for (var i = 0; i < 16; i++)
                {
                    var (row, column) = ((quarter / 2 * 4) + (i / 4), (quarter % 2 * 4) + (i % 4));
                    pixels[(((row * 8) + column) * 3) + channel] = value;
                }
            }
        }

        return new ImageValue(ImageBuffer.FromRgb(8, 8, pixels));
    }

    public static float[] MeanColour(ImageBuffer image)
    {
        var sums = new float[3];
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            sums[i % 3] += image.Pixels[i] / 255f;
        }

        return [.. sums.Select(s => s / (image.Width * image.Height))];
    }

    public static string ColourOf(ImageBuffer image)
    {
        var mean = MeanColour(image);
        return mean[0] >= mean[1] && mean[0] >= mean[2] ? "red" : mean[1] >= mean[2] ? "green" : "blue";
    }
}
