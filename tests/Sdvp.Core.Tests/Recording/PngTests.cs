using System.Buffers.Binary;
using System.IO.Compression;
using CsCheck;
using Sdvp.Core.Recording;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Recording;

public class PngTests
{
    [Fact]
    public void Decode_WhatWasEncoded_GivesTheSameImage() =>
        Gens.Image.Sample(image => PngReader.Decode("x.png", PngWriter.Encode(image)).Equals(image));

    [Fact]
    public void Encode_SmoothImage_IsSmallerThanItsPixels()
    {
        var pixels = new byte[64 * 64 * 3];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)((i / 3 % 64) + (i / 192));
        }

        Assert.InRange(PngWriter.Encode(ImageBuffer.FromRgb(64, 64, pixels)).Length, 100, pixels.Length / 10);
    }

    [Fact]
    public void Encode_KnownImage_HasTheChecksumsOfTheStandard()
    {
        var file = PngWriter.Encode(ImageBuffer.FromRgb(1, 1, [255, 0, 0]));

        // IHDR of an 8-bit RGB image of 1 × 1, and IEND, as in every such file.
        Assert.Equal(0x907753DEu, BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(29)));
        Assert.Equal(0xAE426082u, BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(file.Length - 4)));
    }

    [Fact]
    public void Decode_EveryFilter_UndoesIt()
    {
        // Lines of 2 pixels: None, Sub, Up, Average, Paeth; the values by hand from the standard's formulas.
        byte[] lines =
        [
            0, 10, 20, 30, 40, 50, 60,
            1, 1, 2, 3, 4, 5, 6,
            2, 1, 1, 1, 1, 1, 1,
            3, 10, 10, 10, 10, 10, 10,
            4, 1, 1, 1, 1, 1, 1,
        ];
        byte[] expected =
        [
            10, 20, 30, 40, 50, 60,
            1, 2, 3, 5, 7, 9,
            2, 3, 4, 6, 8, 10,
            11, 11, 12, 18, 19, 21,
            12, 12, 13, 19, 20, 22,
        ];

        Assert.Equal(expected, PngReader.Decode("x.png", File(2, 5, lines)).Pixels.ToArray());
    }

    [Fact]
    public void Decode_TextChunkOfAnotherProgram_IsSkipped()
    {
        var file = Assemble(Header(1, 1), ("tEXt", "Comment\0hello"u8.ToArray()), ("IDAT", Deflate([0, 1, 2, 3])), ("IEND", []));

        Assert.Equal([1, 2, 3], PngReader.Decode("x.png", file).Pixels.ToArray());
    }

    [Fact]
    public void Decode_AnyBytesChanged_NeverThrowsAnythingElse()
    {
        var file = PngWriter.Encode(ImageBuffer.FromRgb(5, 4, [.. Enumerable.Range(0, 60).Select(i => (byte)(i * 37))]));
        Gen.Select(Gen.Int[0, file.Length - 1], Gen.Byte, Gen.Int[0, file.Length]).Sample((position, value, length) =>
        {
            var hostile = file[..length];
            if (position < length)
            {
                hostile[position] = value;
            }

            if (hostile.AsSpan().SequenceEqual(file))
            {
                return;
            }

            Assert.Throws<InvalidRecordException>(() => PngReader.Decode("x.png", hostile));
        });
    }

    [Fact]
    public void Decode_AnyCompressedData_NeverThrowsAnythingElse() =>
        Gen.Byte.Array[0, 80].Sample(data => Assert.Throws<InvalidRecordException>(() =>
            PngReader.Decode("x.png", Assemble(Header(3, 3), ("IDAT", data), ("IEND", [])))));

    [Fact]
    public void Decode_HostileFiles_SayWhatIsWrong()
    {
        byte[] line = [0, 1, 2, 3];
        AssertInvalid("signature", "GIF89a"u8.ToArray());
        AssertInvalid("signature", []);
        AssertInvalid("IHDR", Assemble(("IDAT", Deflate(line)), ("IEND", [])));
        AssertInvalid("IHDR", Assemble(Header(0, 1), ("IEND", [])));
        AssertInvalid("IHDR", Assemble(Header(-1, -1), ("IEND", [])));
        AssertInvalid("IHDR", Assemble(Header(20000, 20000), ("IEND", [])));
        AssertInvalid("IHDR", Assemble(Header(1, 1, colorType: 6), ("IEND", [])));
        AssertInvalid("IHDR", Assemble(Header(1, 1, bitDepth: 16), ("IEND", [])));
        AssertInvalid("IDAT", Assemble(Header(16000, 16000), ("IDAT", Deflate(line)), ("IEND", [])));
        AssertInvalid("IDAT", Assemble(Header(1, 1), ("IEND", [])));
        AssertInvalid("IDAT", Assemble(Header(1, 2), ("IDAT", Deflate(line)), ("IEND", [])));
        AssertInvalid("IDAT", Assemble(Header(1, 1), ("IDAT", Deflate([.. line, 0])), ("IEND", [])));
        AssertInvalid("IDAT", Assemble(Header(1, 1), ("IDAT", Deflate([5, 1, 2, 3])), ("IEND", [])));
        AssertInvalid("chunk", Assemble(Header(1, 1), ("IDAT", Deflate(line))));
        AssertInvalid("chunk", Assemble(Header(1, 1), ("PLTE", [1, 2, 3]), ("IEND", [])));
        AssertInvalid("IEND", [.. File(1, 1, line), 0]);
    }

    private static void AssertInvalid(string field, byte[] file)
    {
        var error = Assert.Throws<InvalidRecordException>(() => PngReader.Decode("folder/x.png", file));
        Assert.Equal((field, "folder/x.png"), (error.Field, error.Path));
        Assert.StartsWith("folder/x.png", error.Message, StringComparison.Ordinal);
    }

    private static byte[] File(int width, int height, byte[] lines) => Assemble(Header(width, height), ("IDAT", Deflate(lines)), ("IEND", []));

    private static (string Type, byte[] Data) Header(int width, int height, byte bitDepth = 8, byte colorType = 2)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (bitDepth, colorType);
        return ("IHDR", header);
    }

    private static byte[] Deflate(byte[] data)
    {
        using var compressed = new MemoryStream();
        using (var deflate = new ZLibStream(compressed, CompressionLevel.Fastest))
        {
            deflate.Write(data);
        }

        return compressed.ToArray();
    }

    private static byte[] Assemble(params (string Type, byte[] Data)[] chunks)
    {
        using var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> number = stackalloc byte[4];
        foreach (var (type, data) in chunks)
        {
            BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
            file.Write(number);
            byte[] name = [.. type.Select(c => (byte)c)];
            file.Write(name);
            file.Write(data);
            BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Compute(name, data));
            file.Write(number);
        }

        return file.ToArray();
    }
}
