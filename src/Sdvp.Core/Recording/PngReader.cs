using System.Buffers.Binary;
using System.IO.Compression;
using Sdvp.Core.Values;

namespace Sdvp.Core.Recording;

/// <summary>
/// Reads 8-bit RGB PNG files, such as <see cref="PngWriter"/> writes, and trusts nothing in them: sizes are checked before
/// memory is taken for them.
/// </summary>
internal sealed class PngReader
{
    private readonly string _path;
    private readonly byte[] _file;
    private int _position;

    private PngReader(string path, byte[] file)
    {
        _path = path;
        _file = file;
    }

    /// <summary>Decodes a file.</summary>
    /// <param name="path">Names the file in errors.</param>
    /// <param name="file">The file.</param>
    /// <returns>The image.</returns>
    /// <exception cref="InvalidRecordException">The file is not a whole 8-bit RGB PNG.</exception>
    public static ImageBuffer Decode(string path, byte[] file) => new PngReader(path, file).Decode();

    private ImageBuffer Decode()
    {
        if (!_file.AsSpan().StartsWith(PngFormat.Signature))
        {
            throw Invalid("signature", "this is not a PNG file");
        }

        _position = PngFormat.Signature.Length;
        var (width, height) = ReadHeader();
        using var compressed = new MemoryStream();
        while (true)
        {
            var data = ReadChunk(out var type);
            if (type.SequenceEqual(PngFormat.Data))
            {
                compressed.Write(data);
            }
            else if (type.SequenceEqual(PngFormat.End))
            {
                break;
            }
            else if ((type[0] & 0x20) == 0)
            {
                throw Invalid("chunk", $"a chunk of unknown, critical type at byte {_position}; expected are IDAT and IEND");
            }
        }

        return _position == _file.Length
            ? Decompress(compressed, width, height)
            : throw Invalid("IEND", $"{_file.Length - _position} bytes follow the end of the image");
    }

    private (int Width, int Height) ReadHeader()
    {
        var header = ReadChunk(out var type);
        if (!type.SequenceEqual(PngFormat.Header) || header.Length != PngFormat.HeaderLength)
        {
            throw Invalid("IHDR", "the first chunk is not a header of 13 bytes");
        }

        var width = BinaryPrimitives.ReadUInt32BigEndian(header);
        var height = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        if (width == 0 || height == 0 || width > PngFormat.MaxPixels || height > PngFormat.MaxPixels || (long)width * height > PngFormat.MaxPixels)
        {
            throw Invalid("IHDR", $"the size is {width} × {height}; expected are at least 1 × 1 and at most {PngFormat.MaxPixels} pixels");
        }

        return header[8] == PngFormat.BitDepth && header[9] == PngFormat.ColorType && header[10] == 0 && header[11] == 0 && header[12] == 0
            ? ((int)width, (int)height)
            : throw Invalid("IHDR", $"bit depth {header[8]}, color type {header[9]}, compression {header[10]}, filter {header[11]}, interlace {header[12]}; expected are 8, 2, 0, 0, 0");
    }

    private ReadOnlySpan<byte> ReadChunk(out ReadOnlySpan<byte> type)
    {
        var rest = _file.AsSpan(_position);
        if (rest.Length < 12)
        {
            throw Invalid("chunk", $"the file ends at byte {_file.Length}, before IEND");
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        if (length > rest.Length - 12)
        {
            throw Invalid("chunk", $"the chunk at byte {_position} has {length} bytes, but the file only {rest.Length - 12} more");
        }

        type = rest.Slice(4, 4);
        var data = rest.Slice(8, (int)length);
        var expected = BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + (int)length)..]);
        if (Crc32.Compute(type, data) != expected)
        {
            throw Invalid("chunk", $"the checksum of the chunk at byte {_position} is wrong");
        }

        _position += 12 + (int)length;
        return data;
    }

    private ImageBuffer Decompress(MemoryStream compressed, int width, int height)
    {
        var stride = width * PngFormat.Channels;
        var expected = (stride + 1L) * height;
        if (expected / PngFormat.MaxDeflateRatio > compressed.Length)
        {
            throw Invalid("IDAT", $"{compressed.Length} bytes cannot hold an image of {width} × {height}");
        }

        var pixels = new byte[stride * height];
        compressed.Position = 0;
        try
        {
            using var inflate = new ZLibStream(compressed, CompressionMode.Decompress);
            ReadLines(inflate, pixels, stride);
            if (inflate.ReadByte() >= 0)
            {
                throw Invalid("IDAT", $"the data hold more than an image of {width} × {height}");
            }
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw new InvalidRecordException(_path, null, "IDAT", $"the data of the {width} × {height} image are damaged: {error.Message}", error);
        }

        return ImageBuffer.FromRgb(width, height, pixels);
    }

    private void ReadLines(ZLibStream inflate, byte[] pixels, int stride)
    {
        ReadOnlySpan<byte> above = new byte[stride];
        Span<byte> filter = stackalloc byte[1];
        for (var offset = 0; offset < pixels.Length; offset += stride)
        {
            var line = pixels.AsSpan(offset, stride);
            inflate.ReadExactly(filter);
            inflate.ReadExactly(line);
            if (!PngFilter.TryUndo(filter[0], line, above))
            {
                throw Invalid("IDAT", $"line {offset / stride} has the filter {filter[0]}; expected is 0 to 4");
            }

            above = line;
        }
    }

    private InvalidRecordException Invalid(string field, string problem) => new(_path, null, field, problem);
}
