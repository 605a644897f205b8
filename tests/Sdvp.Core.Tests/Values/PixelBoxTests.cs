using CsCheck;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Values;

public class PixelBoxTests
{
    private static readonly Gen<PixelBox> Boxes =
        Gen.Select(Gen.Int[-50, 50], Gen.Int[-50, 50], Gen.Int[-50, 50], Gen.Int[-50, 50], (l, t, r, b) => new PixelBox(l, t, r, b));

    [Theory]
    [InlineData(0, 0, 4, 3, 4, 3, 12)]
    [InlineData(2, 2, 2, 9, 0, 7, 0)]
    [InlineData(5, 1, 1, 4, 0, 3, 0)]
    public void Size_AnyBox_CountsPixels(int left, int top, int right, int bottom, int width, int height, long area)
    {
        var box = new PixelBox(left, top, right, bottom);

        Assert.Equal((width, height, area, area == 0), (box.Width, box.Height, box.Area, box.IsEmpty));
    }

    [Theory]
    [InlineData(0, 0, 10, 10, 0, 0, 10, 10, 1.0)]
    [InlineData(0, 0, 10, 10, 5, 0, 15, 10, 1 / 3.0)]
    [InlineData(0, 0, 10, 10, 10, 0, 20, 10, 0.0)]
    [InlineData(0, 0, 0, 0, 0, 0, 0, 0, 0.0)]
    public void IntersectionOverUnion_KnownBoxes_GivesTheNumber(int l1, int t1, int r1, int b1, int l2, int t2, int r2, int b2, double expected) =>
        Assert.Equal(expected, new PixelBox(l1, t1, r1, b1).IntersectionOverUnion(new PixelBox(l2, t2, r2, b2)), 12);

    [Fact]
    public void IntersectionOverUnion_AnyBoxes_IsSymmetricAndInRange() =>
        Gen.Select(Boxes, Boxes).Sample((a, b) =>
        {
            var overlap = a.IntersectionOverUnion(b);
            return overlap is >= 0 and <= 1 && overlap == b.IntersectionOverUnion(a);
        });

    [Fact]
    public void Intersect_AnyBoxes_LiesInsideBoth() =>
        Gen.Select(Boxes, Boxes).Sample((a, b) =>
        {
            var common = a.Intersect(b);
            return common.IsEmpty || (common == common.Intersect(a) && common == common.Intersect(b) && common.Area <= Math.Min(a.Area, b.Area));
        });

    [Fact]
    public void Offset_ThereAndBack_GivesTheSameBox() =>
        Gen.Select(Boxes, Gen.Int[-99, 99], Gen.Int[-99, 99]).Sample((box, x, y) => box.Offset(x, y).Offset(-x, -y) == box);
}
