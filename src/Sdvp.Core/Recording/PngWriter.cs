using System.Buffers.Binary;
using System.IO.Compression;
using Sdvp.Core.Values;

namespace Sdvp.Core.Recording;

/// <summary>Writes images as PNG.</summary>
internal static class PngWriter
{
    /// <summary>Encodes an image.</summary>
    /// <param name="image">The image.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ArgumentException">The image has more than <see cref="PngFormat.MaxPixels"/> pixels.</exception>
    public static byte[] Encode(ImageBuffer image)
    {
        if ((long)image.Width * image.Height > PngFormat.MaxPixels)
        {
            throw new ArgumentException($"The image has {image.Width} × {image.Height} pixels; at most {PngFormat.MaxPixels} are recorded. Scale it down.", nameof(image));
        }

        using var file = new MemoryStream();
        file.Write(PngFormat.Signature);
        Span<byte> header = stackalloc byte[PngFormat.HeaderLength];
        header.Clear();
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], image.Height);
        header[8] = PngFormat.BitDepth;
        header[9] = PngFormat.ColorType;
        WriteChunk(file, PngFormat.Header, header);
        WriteChunk(file, PngFormat.Data, Compress(image));
        WriteChunk(file, PngFormat.End, []);
        return file.ToArray();
    }

    private static ReadOnlySpan<byte> Compress(ImageBuffer image)
    {
        var stride = image.Width * PngFormat.Channels;
        var above = new byte[stride];
        var best = new byte[stride];
        var candidate = new byte[stride];
        var compressed = new MemoryStream();
        using (var deflate = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var row = 0; row < image.Height; row++)
            {
                var line = image.Pixels.Slice(row * stride, stride);
                var chosen = PngFilter.None;
                var least = PngFilter.Apply(PngFilter.None, line, above, best);
                foreach (var filter in (ReadOnlySpan<byte>)[PngFilter.Sub, PngFilter.Up])
                {
                    var sum = PngFilter.Apply(filter, line, above, candidate);
                    if (sum < least)
                    {
                        (chosen, least) = (filter, sum);
                        (best, candidate) = (candidate, best);
                    }
                }

                deflate.WriteByte(chosen);
                deflate.Write(best);
                line.CopyTo(above);
            }
        }

        return compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Compute(type, data));
        file.Write(number);
    }
}
