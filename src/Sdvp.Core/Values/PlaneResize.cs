namespace Sdvp.Core.Values;

/// <summary>
/// Resizes planes of numbers with a triangle filter that widens when shrinking, as Pillow's <c>BILINEAR</c> does for images of floats. Thread-safe.
/// </summary>
public static class PlaneResize
{
    /// <summary>Resizes a plane.</summary>
    /// <param name="plane">Rows from the top, <c>height × width</c> numbers.</param>
    /// <param name="width">Columns; at least 1.</param>
    /// <param name="height">Rows; at least 1.</param>
    /// <param name="newWidth">Columns of the result; at least 1.</param>
    /// <param name="newHeight">Rows of the result; at least 1.</param>
    /// <returns>The result, <c>newHeight × newWidth</c> numbers.</returns>
    /// <exception cref="ArgumentException">A side is below 1, or the plane is not of its size.</exception>
    public static float[] Bilinear(ReadOnlySpan<float> plane, int width, int height, int newWidth, int newHeight)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(newWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(newHeight, 1);
        if (plane.Length != (long)width * height)
        {
            throw new ArgumentException($"A plane of {width} × {height} holds {(long)width * height} numbers, but {plane.Length} were given.", nameof(plane));
        }

        var narrow = newWidth == width ? plane.ToArray() : ResizeRows(plane, width, height, newWidth);
        return newHeight == height ? narrow : ResizeColumns(narrow, newWidth, height, newHeight);
    }

    private static float[] ResizeRows(ReadOnlySpan<float> plane, int width, int height, int newWidth)
    {
        var result = new float[checked(newWidth * height)];
        var weights = new Weights(width, newWidth);
        for (var x = 0; x < newWidth; x++)
        {
            var (start, factors) = weights.Of(x);
            for (var y = 0; y < height; y++)
            {
                var sum = 0.0;
                for (var i = 0; i < factors.Length; i++)
                {
                    sum += plane[(y * width) + start + i] * factors[i];
                }

                result[(y * newWidth) + x] = (float)sum;
            }
        }

        return result;
    }

    private static float[] ResizeColumns(ReadOnlySpan<float> plane, int width, int height, int newHeight)
    {
        var result = new float[checked(width * newHeight)];
        var weights = new Weights(height, newHeight);
        for (var y = 0; y < newHeight; y++)
        {
            var (start, factors) = weights.Of(y);
            for (var x = 0; x < width; x++)
            {
                var sum = 0.0;
                for (var i = 0; i < factors.Length; i++)
                {
                    sum += plane[((start + i) * width) + x] * factors[i];
                }

                result[(y * width) + x] = (float)sum;
            }
        }

        return result;
    }

    private sealed class Weights(int source, int target)
    {
        private readonly double _scale = (double)source / target;

        public (int Start, double[] Factors) Of(int position)
        {
            var support = Math.Max(_scale, 1.0);
            var center = (position + 0.5) * _scale;
            var start = Math.Max((int)(center - support + 0.5), 0);
            var factors = new double[Math.Min((int)(center + support + 0.5), source) - start];
            var sum = 0.0;
            for (var i = 0; i < factors.Length; i++)
            {
                factors[i] = Math.Max(0, 1 - Math.Abs((i + start - center + 0.5) / support));
                sum += factors[i];
            }

            for (var i = 0; i < factors.Length; i++)
            {
                factors[i] /= sum;
            }

            return (start, factors);
        }
    }
}
