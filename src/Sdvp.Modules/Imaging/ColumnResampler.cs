using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sdvp.Modules.Imaging;

/// <summary>The second pass of resizing: rows are mixed, each byte with those above and below.</summary>
internal static class ColumnResampler
{
    /// <summary>Resizes columns.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="stride">Bytes of a row.</param>
    /// <param name="target">The new rows.</param>
    /// <param name="coefficients">The weights of each new row.</param>
    public static void Resample(ReadOnlySpan<byte> source, int stride, Span<byte> target, ResampleCoefficients coefficients)
    {
        for (var row = 0; row < coefficients.Count; row++)
        {
            var weights = coefficients.Weights(row);
            var lines = source.Slice(coefficients.Start(row) * stride, weights.Length * stride);
            var output = target.Slice(row * stride, stride);
            var done = Avx2.IsSupported ? ResampleFast(lines, stride, output, weights) : ResamplePortable(lines, stride, output, weights);
            for (var column = done; column < stride; column++)
            {
                var sum = ResampleCoefficients.Half;
                for (var index = 0; index < weights.Length; index++)
                {
                    sum += lines[(index * stride) + column] * weights[index];
                }

                output[column] = ResampleCoefficients.ToByte(sum);
            }
        }
    }

    /// <summary>Mixes rows with what every processor has.</summary>
    /// <returns>How many bytes are done.</returns>
    internal static int ResamplePortable(ReadOnlySpan<byte> lines, int stride, Span<byte> output, ReadOnlySpan<int> weights)
    {
        var column = 0;
        for (; column <= stride - Vector<byte>.Count; column += Vector<byte>.Count)
        {
            Vector<int> first = new(ResampleCoefficients.Half), second = first, third = first, fourth = first;
            for (var index = 0; index < weights.Length; index++)
            {
                var weight = new Vector<int>(weights[index]);
                Vector.Widen(new Vector<byte>(lines[((index * stride) + column)..]), out var low, out var high);
                Vector.Widen(low, out var a, out var b);
                Vector.Widen(high, out var c, out var d);
                first += a.As<uint, int>() * weight;
                second += b.As<uint, int>() * weight;
                third += c.As<uint, int>() * weight;
                fourth += d.As<uint, int>() * weight;
            }

            Vector.Narrow(Vector.Narrow(ToBytes(first), ToBytes(second)), Vector.Narrow(ToBytes(third), ToBytes(fourth))).CopyTo(output[column..]);
        }

        return column;
    }

    /// <summary>Sixteen columns at a time, two rows side by side.</summary>
    private static int ResampleFast(ReadOnlySpan<byte> lines, int stride, Span<byte> output, ReadOnlySpan<int> weights)
    {
        ref var start = ref MemoryMarshal.GetReference(lines);
        ref var target = ref MemoryMarshal.GetReference(output);
        var half = Vector256.Create(ResampleCoefficients.Half);
        var column = 0;
        for (; column <= stride - Vector128<byte>.Count; column += Vector128<byte>.Count)
        {
            Vector256<int> high0 = default, high1 = default, low0 = default, low1 = default;
            ref var line = ref Unsafe.Add(ref start, column);
            for (var index = 0; index < weights.Length; index += 2)
            {
                var upper = Vector128.LoadUnsafe(ref Unsafe.Add(ref line, (nint)index * stride));
                var isPair = index + 1 < weights.Length;
                var lower = isPair ? Vector128.LoadUnsafe(ref Unsafe.Add(ref line, (nint)(index + 1) * stride)) : default;
                var values0 = Avx2.ConvertToVector256Int16(Sse2.UnpackLow(upper, lower));
                var values1 = Avx2.ConvertToVector256Int16(Sse2.UnpackHigh(upper, lower));
                var second = isPair ? weights[index + 1] : 0;
                var high = Pair(SplitWeight.High(weights[index]), SplitWeight.High(second));
                var low = Pair(SplitWeight.Low(weights[index]), SplitWeight.Low(second));
                high0 += Avx2.MultiplyAddAdjacent(values0, high);
                high1 += Avx2.MultiplyAddAdjacent(values1, high);
                low0 += Avx2.MultiplyAddAdjacent(values0, low);
                low1 += Avx2.MultiplyAddAdjacent(values1, low);
            }

            var sum0 = ((high0 << SplitWeight.Digits) + low0 + half) >> ResampleCoefficients.Precision;
            var sum1 = ((high1 << SplitWeight.Digits) + low1 + half) >> ResampleCoefficients.Precision;
            Sse2.PackUnsignedSaturate(
                Sse2.PackSignedSaturate(sum0.GetLower(), sum0.GetUpper()),
                Sse2.PackSignedSaturate(sum1.GetLower(), sum1.GetUpper())).StoreUnsafe(ref Unsafe.Add(ref target, column));
        }

        return column;
    }

    private static Vector256<short> Pair(short first, short second) => Vector256.Create((ushort)first | (second << 16)).AsInt16();

    private static Vector<uint> ToBytes(Vector<int> sums) =>
        Vector.Min(Vector.Max(sums >> ResampleCoefficients.Precision, Vector<int>.Zero), new Vector<int>(255)).As<int, uint>();
}
