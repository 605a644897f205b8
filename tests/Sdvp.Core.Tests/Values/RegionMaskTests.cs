using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Values;

public sealed class RegionMaskTests
{
    [Fact]
    public void CoverageAt_PixelsInsideAndOutside_GivesTheirCoverage()
    {
        var mask = RegionMask.FromCoverage(new PixelBox(2, 3, 4, 5), [1, 2, 3, 4]);

        Assert.Equal([1, 2, 3, 4, 0, 0, 0], new[] { (2, 3), (3, 3), (2, 4), (3, 4), (4, 3), (1, 3), (2, 5) }.Select(p => (int)mask.CoverageAt(p.Item1, p.Item2)));
    }

    [Fact]
    public void Equals_SamePixelsElsewhere_IsFalse()
    {
        var mask = RegionMask.Filled(new PixelBox(0, 0, 2, 1));

        Assert.Equal(RegionMask.FromCoverage(new PixelBox(0, 0, 2, 1), [255, 255]), mask);
        Assert.Equal(RegionMask.FromCoverage(new PixelBox(0, 0, 2, 1), [255, 255]).GetHashCode(), mask.GetHashCode());
        Assert.NotEqual(RegionMask.Filled(new PixelBox(0, 0, 1, 2)), mask);
        Assert.NotEqual(RegionMask.FromCoverage(new PixelBox(0, 0, 2, 1), [255, 254]), mask);
    }

    [Fact]
    public void FromCoverage_OtherNumberOfPixels_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => RegionMask.FromCoverage(new PixelBox(0, 0, 2, 2), [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => RegionMask.FromCoverage(new PixelBox(2, 2, 0, 0), []));
    }
}
