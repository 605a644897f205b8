using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sdvp.Modules.Imaging;

/// <summary>The first pass of resizing: each row for itself.</summary>
internal static class RowResampler
{
    /// <summary>Bytes that a target must have behind its last pixel: pixels are written four bytes at a time.</summary>
    public const int Surplus = 4;

    private const int Channels = 3;
    // What is read beyond a row: one group of pixels, loaded as 16 bytes.
    private const int Beyond = (RowWeights.Taps * Channels) + 16;

    /// <summary>Resizes rows of RGB.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="sourceWidth">Pixels of a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="target">The new rows, with <see cref="Surplus"/> bytes behind.</param>
    /// <param name="coefficients">The weights of each new pixel of a row.</param>
    public static void Resample(ReadOnlySpan<byte> source, int sourceWidth, int height, Span<byte> target, ResampleCoefficients coefficients)
    {
        var width = coefficients.Count;
        var stride = sourceWidth * Channels;
        var line = ArrayPool<byte>.Shared.Rent(stride + Beyond);
        line.AsSpan(stride).Clear();
        try
        {
            for (var row = 0; row < height; row++)
            {
                source.Slice(row * stride, stride).CopyTo(line);
                var output = target.Slice(row * width * Channels, (width * Channels) + Surplus);
                if (Avx2.IsSupported)
                {
                    ResampleFast(line, output, coefficients);
                }
                else
                {
                    ResamplePortable(line, output, coefficients);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(line);
        }
    }

    /// <summary>Resizes one row with what every processor has.</summary>
    internal static void ResamplePortable(ReadOnlySpan<byte> line, Span<byte> output, ResampleCoefficients coefficients)
    {
        for (var column = 0; column < coefficients.Count; column++)
        {
            var weights = coefficients.Weights(column);
            ref var pixel = ref Unsafe.Add(ref MemoryMarshal.GetReference(line), coefficients.Start(column) * Channels);
            var sum = Vector128.Create(ResampleCoefficients.Half);
            for (var index = 0; index < weights.Length; index++)
            {
                var bytes = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref pixel, index * Channels))).AsByte();
                sum += Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32() * weights[index];
            }

            var place = output.Slice(column * Channels, Channels);
            place[0] = ResampleCoefficients.ToByte(sum[0]);
            place[1] = ResampleCoefficients.ToByte(sum[1]);
            place[2] = ResampleCoefficients.ToByte(sum[2]);
        }
    }

    /// <summary>Four source pixels at a time, two of them in each half of a register, equal channels side by side.</summary>
    private static void ResampleFast(ReadOnlySpan<byte> line, Span<byte> output, ResampleCoefficients coefficients)
    {
        var weights = coefficients.ForRows;
        var order = Vector128.Create((byte)0, 3, 1, 4, 2, 5, 255, 255, 6, 9, 7, 10, 8, 11, 255, 255);
        ref var start = ref MemoryMarshal.GetReference(line);
        ref var target = ref MemoryMarshal.GetReference(output);
        ref var weight = ref MemoryMarshal.GetReference(weights.Packed);
        for (var column = 0; column < coefficients.Count; column++)
        {
            ref var pixel = ref Unsafe.Add(ref start, coefficients.Start(column) * Channels);
            var count = (coefficients.Weights(column).Length + RowWeights.Taps - 1) / RowWeights.Taps;
            ref var own = ref Unsafe.Add(ref weight, column * weights.Groups * RowWeights.GroupLength);
            var (high, low) = (Vector256<int>.Zero, Vector256<int>.Zero);
            for (var group = 0; group < count; group++)
            {
                var bytes = Ssse3.Shuffle(Vector128.LoadUnsafe(ref Unsafe.Add(ref pixel, group * RowWeights.Taps * Channels)), order);
                var values = Avx2.ConvertToVector256Int16(bytes);
                ref var pair = ref Unsafe.Add(ref own, group * RowWeights.GroupLength);
                high += Avx2.MultiplyAddAdjacent(values, Vector256.LoadUnsafe(ref pair));
                low += Avx2.MultiplyAddAdjacent(values, Vector256.LoadUnsafe(ref pair, (nuint)Vector256<short>.Count));
            }

            var sum = ((high.GetLower() + high.GetUpper()) << SplitWeight.Digits) + low.GetLower() + low.GetUpper() + Vector128.Create(ResampleCoefficients.Half);
            var colours = Sse2.PackSignedSaturate(sum >> ResampleCoefficients.Precision, Vector128<int>.Zero);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, column * Channels), Sse2.PackUnsignedSaturate(colours, colours).AsUInt32().ToScalar());
        }
    }
}
