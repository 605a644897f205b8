using System.Buffers;
using System.Numerics;
using Sdvp.Core.Values;

namespace Sdvp.Modules.Imaging;

/// <summary>
/// Resizes images to the very bytes that Pillow's <c>Image.resize</c> gives: networks that were trained behind Pillow see
/// the pixels they know. Thread-safe.
/// </summary>
/// <remarks>Source: Pillow 9.4, <c>Resample.c</c>: two passes, 8 bits in between, weights with 22 binary digits.</remarks>
public static class ImageResize
{
    private const int Half = 1 << (ResampleCoefficients.Precision - 1);

    /// <summary>Resizes an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="width">New columns; at least 1.</param>
    /// <param name="height">New rows; at least 1.</param>
    /// <param name="filter">The filter.</param>
    /// <returns>The new image, or the given one where the size is the same.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1, or the filter is unknown.</exception>
    public static ImageBuffer Resize(ImageBuffer image, int width, int height, ResampleFilter filter)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (!Enum.IsDefined(filter))
        {
            throw new ArgumentOutOfRangeException(nameof(filter), filter, "The filter is none of ResampleFilter's.");
        }

        if (width == image.Width && height == image.Height)
        {
            return image;
        }

        if (filter == ResampleFilter.Nearest)
        {
            return NearestResize.Resize(image, width, height);
        }

        var narrow = ArrayPool<byte>.Shared.Rent(checked(width * image.Height * 3));
        var result = ArrayPool<byte>.Shared.Rent(checked(width * height * 3));
        try
        {
            ReadOnlySpan<byte> pixels = image.Pixels;
            if (width != image.Width)
            {
                ResizeRows(pixels, image.Width, image.Height, narrow, width, filter);
                pixels = narrow.AsSpan(0, width * image.Height * 3);
            }

            if (height == image.Height)
            {
                return ImageBuffer.FromRgb(width, height, pixels);
            }

            ResizeColumns(pixels, width * 3, image.Height, result, height, filter);
            return ImageBuffer.FromRgb(width, height, result.AsSpan(0, width * height * 3));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(narrow);
            ArrayPool<byte>.Shared.Return(result);
        }
    }

    private static void ResizeRows(ReadOnlySpan<byte> source, int sourceWidth, int height, Span<byte> target, int width, ResampleFilter filter)
    {
        var coefficients = new ResampleCoefficients(sourceWidth, width, filter);
        for (var row = 0; row < height; row++)
        {
            var line = source.Slice(row * sourceWidth * 3, sourceWidth * 3);
            var output = target.Slice(row * width * 3, width * 3);
            for (var column = 0; column < width; column++)
            {
                var weights = coefficients.Weights(column);
                var pixels = line.Slice(coefficients.Start(column) * 3, weights.Length * 3);
                int red = Half, green = Half, blue = Half;
                for (var index = 0; index < weights.Length; index++)
                {
                    var weight = weights[index];
                    red += pixels[index * 3] * weight;
                    green += pixels[(index * 3) + 1] * weight;
                    blue += pixels[(index * 3) + 2] * weight;
                }

                output[column * 3] = ToByte(red);
                output[(column * 3) + 1] = ToByte(green);
                output[(column * 3) + 2] = ToByte(blue);
            }
        }
    }

    private static void ResizeColumns(ReadOnlySpan<byte> source, int stride, int sourceHeight, Span<byte> target, int height, ResampleFilter filter)
    {
        var coefficients = new ResampleCoefficients(sourceHeight, height, filter);
        for (var row = 0; row < height; row++)
        {
            var weights = coefficients.Weights(row);
            var lines = source[(coefficients.Start(row) * stride)..];
            var output = target.Slice(row * stride, stride);
            var column = 0;
            for (; column <= stride - Vector<byte>.Count; column += Vector<byte>.Count)
            {
                ResizeColumnVector(lines[column..], stride, weights).CopyTo(output[column..]);
            }

            for (; column < stride; column++)
            {
                var sum = Half;
                for (var index = 0; index < weights.Length; index++)
                {
                    sum += lines[(index * stride) + column] * weights[index];
                }

                output[column] = ToByte(sum);
            }
        }
    }

    private static Vector<byte> ResizeColumnVector(ReadOnlySpan<byte> lines, int stride, ReadOnlySpan<int> weights)
    {
        Vector<int> first = new(Half), second = first, third = first, fourth = first;
        for (var index = 0; index < weights.Length; index++)
        {
            var weight = new Vector<int>(weights[index]);
            Vector.Widen(new Vector<byte>(lines[(index * stride)..]), out var low, out var high);
            Vector.Widen(low, out var a, out var b);
            Vector.Widen(high, out var c, out var d);
            first += a.As<uint, int>() * weight;
            second += b.As<uint, int>() * weight;
            third += c.As<uint, int>() * weight;
            fourth += d.As<uint, int>() * weight;
        }

        return Vector.Narrow(Vector.Narrow(ToBytes(first), ToBytes(second)), Vector.Narrow(ToBytes(third), ToBytes(fourth)));
    }

    private static byte ToByte(int sum) => (byte)Math.Clamp(sum >> ResampleCoefficients.Precision, 0, 255);

    private static Vector<uint> ToBytes(Vector<int> sums) =>
        Vector.Min(Vector.Max(sums >> ResampleCoefficients.Precision, Vector<int>.Zero), new Vector<int>(255)).As<int, uint>();
}
