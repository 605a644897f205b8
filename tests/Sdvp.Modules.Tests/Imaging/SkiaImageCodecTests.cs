using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Sdvp.Core.DependencyInjection;
using Sdvp.Core.Values;
using Sdvp.Modules.Imaging;
using Sdvp.Modules.Weights;

namespace Sdvp.Modules.Tests.Imaging;

public sealed class SkiaImageCodecTests
{
    private static readonly string s_goldens = Path.Combine(AppContext.BaseDirectory, "Imaging", "Goldens");
    private readonly SkiaImageCodec _codec = new();

    [Theory]
    [InlineData("wide.png")]
    [InlineData("small_square.png")]
    [InlineData("panorama.png")]
    [InlineData("tall.jpg")]
    public void DecodeFile_OpaqueImage_GivesPillowsPixels(string name)
    {
        using var goldens = SafetensorsFile.Open(Path.Combine(s_goldens, "decoded_uint8.safetensors"));
        using var expected = goldens.Read($"{name}|RGB");

        var image = _codec.DecodeFile(Path.Combine(s_goldens, name));

        Assert.Equal(new long[] { image.Height, image.Width, 3 }, expected.shape);
        Assert.True(expected.bytes.SequenceEqual(image.Pixels));
    }

    [Fact]
    public void DecodeFile_TransparentImage_IsLaidOnWhite()
    {
        using var goldens = SafetensorsFile.Open(Path.Combine(s_goldens, "decoded_uint8.safetensors"));
        using var rgba = goldens.Read("alpha.png|RGBA");

        var image = new SkiaImageCodec(TransparencyHandling.OnWhite).DecodeFile(Path.Combine(s_goldens, "alpha.png"));

        var source = rgba.bytes;
        for (var index = 0; index < image.Pixels.Length; index++)
        {
            var alpha = source[(index / 3 * 4) + 3] / 255.0;
            var expected = (source[(index / 3 * 4) + (index % 3)] * alpha) + (255 * (1 - alpha));
            Assert.InRange(image.Pixels[index], expected - 0.51, expected + 0.51);
        }
    }

    [Fact]
    public void EncodePng_AnyImage_ComesBackTheSame() =>
        Gen.Int[1, 20].SelectMany(width => Gen.Int[1, 20].SelectMany(height => Gen.Byte.Array[width * height * 3].Select(pixels => ImageBuffer.FromRgb(width, height, pixels))))
            .Sample(image => _codec.Decode(_codec.EncodePng(image), "round trip").Equals(image), iter: 100);

    [Fact]
    public void EncodeJpeg_GoodQuality_ComesBackAlike()
    {
        var image = _codec.DecodeFile(Path.Combine(s_goldens, "tall.jpg"));

        using var stream = new MemoryStream(_codec.EncodeJpeg(image, 95));
        var back = _codec.Decode(stream, "jpeg");

        var difference = 0.0;
        for (var index = 0; index < image.Pixels.Length; index++)
        {
            difference += Math.Abs(image.Pixels[index] - back.Pixels[index]);
        }

        Assert.InRange(difference / image.Pixels.Length, 0, 4);
    }

    [Theory]
    [InlineData("tall.jpg")]
    [InlineData("wide.png")]
    public void Decode_TruncatedFile_NamesTheFile(string name)
    {
        var bytes = File.ReadAllBytes(Path.Combine(s_goldens, name));

        var exception = Assert.Throws<InvalidImageException>(() => _codec.Decode(bytes.AsSpan(0, bytes.Length / 2), name));

        Assert.Equal(name, exception.ImageName);
        Assert.Contains("truncated", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_AnyBytes_ImageOrInvalidImage() =>
        Gen.Byte.Array[0, 200].Sample(bytes =>
        {
            var exception = Record.Exception(() => _codec.Decode(bytes, "noise"));
            Assert.True(exception is null or InvalidImageException, exception?.ToString());
        });

    [Fact]
    public void Decode_DamagedPng_ImageOrInvalidImage()
    {
        var bytes = File.ReadAllBytes(Path.Combine(s_goldens, "small_square.png"));
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte).Sample((place, value) =>
        {
            var damaged = bytes.ToArray();
            damaged[place] = value;
            var exception = Record.Exception(() => _codec.Decode(damaged, "damaged"));
            Assert.True(exception is null or InvalidImageException, exception?.ToString());
        });
    }

    [Fact]
    public void Decode_HugeClaim_IsRefusedBeforeMemoryIsTaken()
    {
        // A BMP header that claims 60,000 × 60,000 pixels.
        var bytes = new byte[1000];
        "BM"u8.CopyTo(bytes);
        bytes[10] = 54;
        bytes[14] = 40;
        BitConverter.TryWriteBytes(bytes.AsSpan(18), 60_000);
        BitConverter.TryWriteBytes(bytes.AsSpan(22), 60_000);
        bytes[26] = 1;
        bytes[28] = 24;

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidImageException>(() => _codec.Decode(bytes, "huge.bmp"));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void DecodeFile_AbsentFile_NamesIt()
    {
        var exception = Assert.Throws<InvalidImageException>(() => _codec.DecodeFile("nowhere.png"));

        Assert.Equal("nowhere.png", exception.ImageName);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void EncodeJpeg_QualityOutOfRange_IsRefused(int quality) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _codec.EncodeJpeg(ImageBuffer.FromRgb(1, 1, [1, 2, 3]), quality));

    [Fact]
    public void AddSkiaImages_CodecPresent_KeepsIt()
    {
        var builder = new Builder(new ServiceCollection());

        builder.AddSkiaImages().AddSkiaImages();

        var service = Assert.Single(builder.Services);
        Assert.Equal((typeof(IImageCodec), typeof(SkiaImageCodec)), (service.ServiceType, service.ImplementationType));
    }

    private sealed record Builder(IServiceCollection Services) : ISdvpBuilder;
}
