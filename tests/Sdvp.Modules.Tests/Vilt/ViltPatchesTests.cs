using Sdvp.Modules.Vilt;

namespace Sdvp.Modules.Tests.Vilt;

public sealed class ViltPatchesTests
{
    private static readonly ViltConfig Config = new() { PatchSize = 4, ImageSize = 8 };

    [Fact]
    public void FromSizes_ImagesOfOneSize_ReadsEverything()
    {
        var patches = ViltPatches.FromSizes([(8, 12), (8, 12)], 8, 12, Config);

        Assert.True(patches.IsWhole);
        Assert.Equal([0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5], patches.Places);
    }

    [Fact]
    public void FromSizes_SmallerImage_IsFilledUpWithPadding()
    {
        var patches = ViltPatches.FromSizes([(8, 12), (8, 4)], 8, 12, Config);

        Assert.False(patches.IsWhole);
        Assert.Equal([0, 3, 1, 2, 4, 5], patches.Places[6..]);
        Assert.Equal([true, true, false, false, false, false], patches.IsInside[6..]);
        Assert.Equal((2, 1), patches.Sizes[1]);
    }

    [Fact]
    public void FromSizes_MaxImageLength_CutsLongerImages()
    {
        var patches = ViltPatches.FromSizes([(8, 12), (4, 4)], 8, 12, Config with { MaxImageLength = 3 });

        Assert.Equal(3, patches.Count);
        Assert.Equal([0, 1, 2, 0, 1, 2], patches.Places);
        Assert.Equal([true, true, true, true, false, false], patches.IsInside);
    }

    [Fact]
    public void FromMask_MaskOfAnotherSize_TakesTheNearestPixel()
    {
        // A mask of 3 × 3 for 2 × 2 patches: rows and columns 0 and 1 are looked at.
        var patches = ViltPatches.FromMask([1, 0, 1, 1, 1, 1, 0, 0, 0], 1, 3, 3, 8, 8, Config);

        Assert.Equal((2, 1), patches.Sizes[0]);
        Assert.Equal([0, 2], patches.Places);
    }

    [Fact]
    public void FromSizes_NothingToRead_Throws()
    {
        Assert.Throws<ArgumentException>(() => ViltPatches.FromSizes([(3, 12)], 3, 12, Config));
        Assert.Throws<ArgumentException>(() => ViltPatches.FromSizes([(8, 8), (8, 0)], 8, 8, Config));
    }
}
