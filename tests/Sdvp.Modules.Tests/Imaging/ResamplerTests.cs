using CsCheck;
using Sdvp.Modules.Imaging;

namespace Sdvp.Modules.Tests.Imaging;

public sealed class ResamplerTests
{
    private static readonly Gen<ResampleFilter> s_filters = Gen.Enum<ResampleFilter>().Where(filter => filter != ResampleFilter.Nearest);

    [Fact]
    public void Rows_AnySize_AreThePlainSums() => Gen.Select(Gen.Int[1, 60], Gen.Int[1, 60], s_filters, Gen.Int).Sample((source, target, filter, seed) =>
    {
        var coefficients = new ResampleCoefficients(source, target, filter);
        var pixels = Pixels(source * 3 * 2, seed);
        var fast = new byte[(target * 3 * 2) + RowResampler.Surplus];
        RowResampler.Resample(pixels, source, 2, fast, coefficients);

        for (var row = 0; row < 2; row++)
        {
            var line = new byte[(source * 3) + 4];
            pixels.AsSpan(row * source * 3, source * 3).CopyTo(line);
            var portable = new byte[target * 3];
            RowResampler.ResamplePortable(line, portable, coefficients);
            Assert.Equal(Plain(coefficients, index => line[index], 3), portable);
            Assert.Equal(portable, fast.AsSpan(row * target * 3, target * 3).ToArray());
        }
    });

    [Fact]
    public void Columns_AnySize_AreThePlainSums() => Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 90], s_filters, Gen.Int).Sample((source, target, stride, filter, seed) =>
    {
        var coefficients = new ResampleCoefficients(source, target, filter);
        var pixels = Pixels(source * stride, seed);
        var fast = new byte[target * stride];
        ColumnResampler.Resample(pixels, stride, fast, coefficients);
        Assert.Equal(Plain(coefficients, index => pixels[index], stride), fast);

        var portable = new byte[stride];
        var done = ColumnResampler.ResamplePortable(pixels.AsSpan(coefficients.Start(0) * stride), stride, portable, coefficients.Weights(0));
        Assert.Equal(fast[..done], portable[..done]);
    });

    private static byte[] Plain(ResampleCoefficients coefficients, Func<int, byte> pixel, int stride)
    {
        var result = new byte[coefficients.Count * stride];
        for (var place = 0; place < result.Length; place++)
        {
            var (position, channel) = Math.DivRem(place, stride);
            var sum = ResampleCoefficients.Half;
            var weights = coefficients.Weights(position);
            for (var index = 0; index < weights.Length; index++)
            {
                sum += weights[index] * pixel(((coefficients.Start(position) + index) * stride) + channel);
            }

            result[place] = (byte)Math.Clamp(sum >> ResampleCoefficients.Precision, 0, 255);
        }

        return result;
    }

    // Black and white: where filters overshoot most.
    private static byte[] Pixels(int length, int seed)
    {
        var pixels = new byte[length];
        new Random(seed).NextBytes(pixels);
        return seed % 2 == 0 ? pixels : [.. pixels.Select(value => value < 128 ? byte.MinValue : byte.MaxValue)];
    }
}
