using CsCheck;
using Sdvp.Core.Values;
using Sdvp.Modules.Imaging;
using Sdvp.Modules.Weights;

namespace Sdvp.Modules.Tests.Imaging;

public sealed class ImageResizeTests
{
    private static readonly string s_goldens = Path.Combine(AppContext.BaseDirectory, "Imaging", "Goldens");

    [Theory]
    [InlineData("small_square.png", 50, 44)]
    [InlineData("wide.png", 130, 75)]
    [InlineData("wide.png", 17, 40)]
    [InlineData("wide.png", 64, 23)]
    public void Resize_AnyFilter_GivesPillowsBytes(string image, int width, int height)
    {
        using var goldens = SafetensorsFile.Open(Path.Combine(s_goldens, "pillow_resize.safetensors"));
        var source = new SkiaImageCodec().DecodeFile(Path.Combine(s_goldens, image));

        foreach (var (filter, name) in new[] { (ResampleFilter.Bilinear, "bilinear"), (ResampleFilter.Bicubic, "bicubic") })
        {
            using var expected = goldens.Read($"{image}|{name}|w{width}h{height}");

            var resized = ImageResize.Resize(source, width, height, filter);

            Assert.Equal((width, height), (resized.Width, resized.Height));
            Assert.True(expected.bytes.SequenceEqual(resized.Pixels), $"{image} {name} {width} × {height}: pixels differ.");
        }
    }

    [Fact]
    public void Resize_PlainImage_StaysPlain() =>
        Gen.Select(Gen.Byte, Gen.Int[1, 70], Gen.Int[1, 70], Gen.Int[1, 70], Gen.Int[1, 70], Gen.Enum<ResampleFilter>()).Sample((value, width, height, newWidth, newHeight, filter) =>
        {
            var pixels = new byte[width * height * 3];
            Array.Fill(pixels, value);

            var resized = ImageResize.Resize(ImageBuffer.FromRgb(width, height, pixels), newWidth, newHeight, filter);

            Assert.Equal((newWidth, newHeight), (resized.Width, resized.Height));
            Assert.False(resized.Pixels.ContainsAnyExcept(value));
        });

    [Fact]
    public void Resize_SameSize_IsTheSameImage()
    {
        var image = ImageBuffer.FromRgb(2, 1, [1, 2, 3, 4, 5, 6]);

        Assert.Same(image, ImageResize.Resize(image, 2, 1, ResampleFilter.Bicubic));
    }

    [Theory]
    [InlineData(0, 1, ResampleFilter.Bilinear)]
    [InlineData(1, -1, ResampleFilter.Bilinear)]
    [InlineData(1, 1, (ResampleFilter)7)]
    public void Resize_BadArguments_AreRefused(int width, int height, ResampleFilter filter)
    {
        var image = ImageBuffer.FromRgb(2, 1, new byte[6]);

        Assert.Throws<ArgumentOutOfRangeException>(() => ImageResize.Resize(image, width, height, filter));
    }
}
