using CsCheck;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Values;

public class ImageValueTests
{
    [Fact]
    public void FromRgb_WrongLength_SaysBothNumbers()
    {
        var error = Assert.Throws<ArgumentException>(() => ImageBuffer.FromRgb(2, 2, new byte[11]));

        Assert.Contains("12", error.Message, StringComparison.Ordinal);
        Assert.Contains("11", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Crop_KnownPixels_CopiesTheRightOnes()
    {
        var image = ImageBuffer.FromRgb(3, 2, [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6]);

        Assert.Equal([2, 2, 2, 3, 3, 3, 5, 5, 5, 6, 6, 6], image.Crop(new PixelBox(1, 0, 9, 9)).Pixels.ToArray());
    }

    [Fact]
    public void ContentId_SamePixelsInAnotherShape_Differs()
    {
        var pixels = new byte[12];

        Assert.NotEqual(ImageBuffer.FromRgb(4, 1, pixels).ContentId, ImageBuffer.FromRgb(1, 4, pixels).ContentId);
        Assert.Equal(ImageBuffer.FromRgb(4, 1, pixels), ImageBuffer.FromRgb(4, 1, pixels));
    }

    [Fact]
    public void Crop_OfACrop_EqualsOneCropOfTheRoot()
    {
        var root = new ImageValue(ImageBuffer.FromRgb(20, 20, [.. Enumerable.Range(0, 1200).Select(i => (byte)i)]));
        var edge = Gen.Int[0, 20];
        Gen.Select(edge, edge, edge, edge, Gen.Int[0, 10], Gen.Int[0, 10]).Sample((l, t, r, b, x, y) =>
        {
            var box = new PixelBox(l, t, r, b);
            var inner = new PixelBox(x, y, x + 3, y + 3);
            var absolute = inner.Offset(l, t).Intersect(box);
            if (box.IsEmpty || absolute.IsEmpty)
            {
                return;
            }

            var crop = root.Crop(box).Crop(inner);

            Assert.Equal(root.Crop(absolute), crop);
            Assert.Equal(root.Root.Crop(absolute), crop.Pixels);
        });
    }

    [Fact]
    public void Crop_OutsideOfTheImage_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new ImageValue(ImageBuffer.FromRgb(2, 2, new byte[12])).Crop(new PixelBox(2, 0, 5, 5)));
}
