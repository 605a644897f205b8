namespace Sdvp.Core.Symbolic.Drawing;

/// <summary>
/// Blurs to the very bytes that Pillow's <c>GaussianBlur</c> gives: three passes of a box of fractional radius along the rows, then along the
/// columns, with 8 bits in between.
/// </summary>
/// <remarks>Source: Pillow, <c>BoxBlur.c</c>; the radius after Gwosdek et al., "Theoretical foundations of Gaussian convolution by extended box filtering".</remarks>
internal static class GaussianBlur
{
    private const int Passes = 3;

    /// <param name="pixels">Rows from the top, channels interleaved; changed in place.</param>
    /// <param name="radius">The standard deviation in pixels; above 0.</param>
    public static void Apply(Span<byte> pixels, int width, int height, int channels, float radius)
    {
        var boxRadius = BoxRadius(radius);
        var line = new byte[Math.Max(width, height)];
        var output = new byte[line.Length];
        for (var channel = 0; channel < channels; channel++)
        {
            for (var y = 0; y < height; y++)
            {
                BlurLine(pixels, (y * width * channels) + channel, channels, line.AsSpan(0, width), output.AsSpan(0, width), boxRadius);
            }

            for (var x = 0; x < width; x++)
            {
                BlurLine(pixels, (x * channels) + channel, width * channels, line.AsSpan(0, height), output.AsSpan(0, height), boxRadius);
            }
        }
    }

    private static float BoxRadius(float radius)
    {
        var variance = radius * radius / Passes;
        var length = (float)Math.Sqrt((12.0 * variance) + 1.0);
        var whole = (float)Math.Floor((length - 1.0) / 2.0);
        var fraction = ((2 * whole) + 1) * ((whole * (whole + 1)) - (3 * variance));
        fraction /= 6 * (variance - ((whole + 1) * (whole + 1)));
        return whole + fraction;
    }

    private static void BlurLine(Span<byte> pixels, int start, int stride, Span<byte> line, Span<byte> output, float radius)
    {
        for (var i = 0; i < line.Length; i++)
        {
            line[i] = pixels[start + (i * stride)];
        }

        for (var pass = 0; pass < Passes; pass++)
        {
            BoxBlur(line, output, radius);
            output.CopyTo(line);
        }

        for (var i = 0; i < line.Length; i++)
        {
            pixels[start + (i * stride)] = line[i];
        }
    }

    // Beyond its ends a line goes on with its last pixels.
    private static void BoxBlur(ReadOnlySpan<byte> line, Span<byte> output, float floatRadius)
    {
        var radius = (int)floatRadius;
        var weight = (uint)((1 << 24) / ((floatRadius * 2) + 1));
        var edgeWeight = ((1u << 24) - (((uint)(radius * 2) + 1) * weight)) / 2;
        var last = line.Length - 1;
        var sum = 0u;
        for (var i = -radius - 1; i < radius; i++)
        {
            sum += line[Math.Clamp(i, 0, last)];
        }

        for (var x = 0; x <= last; x++)
        {
            var before = line[Math.Max(0, x - radius - 1)];
            sum += (uint)line[Math.Min(last, x + radius)] - before;
            var edges = (uint)before + line[Math.Min(last, x + radius + 1)];
            output[x] = (byte)(((sum * weight) + (edges * edgeWeight) + (1 << 23)) >> 24);
        }
    }
}
