using System.Collections.Immutable;
using CsCheck;
using Sdvp.Core.Modules;
using Sdvp.Core.Symbolic;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Symbolic;

public class CropModuleTests
{
    private static readonly string[] Names =
    [
        "CROP", "CROP_FRONTOF", "CROP_INFRONT", "CROP_INFRONTOF", "CROP_BEHIND", "CROP_AHEAD",
        "CROP_RIGHTOF", "CROP_LEFTOF", "CROP_ABOVE", "CROP_BELOW",
    ];

    // Numbers by hand from VisProg's formulas, for an image of 100 × 80.
    [Theory]
    [InlineData("CROP", 20, 30, 60, 50, 10, 25, 70, 55)]
    [InlineData("CROP", 3, 5, 10, 16, 1, 2, 11, 18)]
    [InlineData("CROP", 90, 70, 100, 80, 88, 68, 100, 80)]
    [InlineData("CROP", 0, 0, 10, 10, 0, 0, 12, 12)]
    [InlineData("CROP", 0, 0, 100, 80, 0, 0, 100, 80)]
    [InlineData("CROP_BEHIND", 3, 5, 10, 16, 1, 2, 11, 18)]
    [InlineData("CROP_FRONTOF", 3, 5, 10, 16, 1, 2, 11, 18)]
    [InlineData("CROP_INFRONT", 3, 5, 10, 16, 1, 2, 11, 18)]
    [InlineData("CROP_INFRONTOF", 3, 5, 10, 16, 1, 2, 11, 18)]
    [InlineData("CROP_AHEAD", 3, 5, 10, 16, 1, 2, 11, 18)]
    [InlineData("CROP_RIGHTOF", 20, 30, 60, 50, 40, 0, 99, 79)]
    [InlineData("CROP_RIGHTOF", 3, 5, 10, 16, 6, 0, 99, 79)]
    [InlineData("CROP_LEFTOF", 20, 30, 60, 50, 0, 0, 40, 79)]
    [InlineData("CROP_ABOVE", 20, 30, 60, 50, 0, 0, 99, 40)]
    [InlineData("CROP_ABOVE", 3, 5, 10, 16, 0, 0, 99, 10)]
    [InlineData("CROP_BELOW", 20, 30, 60, 50, 0, 40, 99, 79)]
    public async Task InvokeAsync_OneRegion_GivesTheBoxOfTheReference(
        string name, int left, int top, int right, int bottom, int expectedLeft, int expectedTop, int expectedRight, int expectedBottom)
    {
        var crop = await CropAsync(name, EmptyDetectionPolicy.Fail, Whole(100, 80), new PixelBox(left, top, right, bottom));

        Assert.Equal(new PixelBox(expectedLeft, expectedTop, expectedRight, expectedBottom), crop.Box);
    }

    [Theory]
    [InlineData("CROP", EmptyDetectionPolicy.MatchingHalf, 0, 0, 100, 80)]
    [InlineData("CROP_BEHIND", EmptyDetectionPolicy.MatchingHalf, 0, 0, 100, 80)]
    [InlineData("CROP_RIGHTOF", EmptyDetectionPolicy.MatchingHalf, 50, 0, 99, 79)]
    [InlineData("CROP_LEFTOF", EmptyDetectionPolicy.MatchingHalf, 0, 0, 50, 79)]
    [InlineData("CROP_ABOVE", EmptyDetectionPolicy.MatchingHalf, 0, 0, 99, 40)]
    [InlineData("CROP_BELOW", EmptyDetectionPolicy.MatchingHalf, 0, 40, 99, 79)]
    [InlineData("CROP_RIGHTOF", EmptyDetectionPolicy.WholeImage, 0, 0, 100, 80)]
    [InlineData("CROP_BELOW", EmptyDetectionPolicy.WholeImage, 0, 0, 100, 80)]
    [InlineData("CROP", EmptyDetectionPolicy.Compatibility, 0, 0, 100, 80)]
    [InlineData("CROP_RIGHTOF", EmptyDetectionPolicy.Compatibility, 50, 0, 99, 79)]
    [InlineData("CROP_LEFTOF", EmptyDetectionPolicy.Compatibility, 0, 0, 50, 79)]
    [InlineData("CROP_ABOVE", EmptyDetectionPolicy.Compatibility, 0, 0, 50, 79)]
    [InlineData("CROP_BELOW", EmptyDetectionPolicy.Compatibility, 0, 0, 50, 79)]
    public async Task InvokeAsync_NoRegion_FollowsThePolicy(string name, EmptyDetectionPolicy policy, int left, int top, int right, int bottom)
    {
        var crop = await CropAsync(name, policy, Whole(100, 80));

        Assert.Equal(new PixelBox(left, top, right, bottom), crop.Box);
    }

    [Fact]
    public async Task InvokeAsync_NoRegionAndPolicyFail_FailsAndNamesThePolicy()
    {
        var result = await InvokeAsync("CROP_LEFTOF", EmptyDetectionPolicy.Fail, Whole(100, 80));

        Assert.Null(result.Value);
        Assert.Contains("no region was found", result.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("Fail", result.Error.Message, StringComparison.Ordinal);
    }

    // A region of one pixel grows by int(0.75) = 0 to each side; one at the border leaves nothing beside it.
    [Theory]
    [InlineData("CROP", 5, 5, 6, 6, 0, 0, 10, 8)]
    [InlineData("CROP_LEFTOF", 0, 2, 1, 4, 0, 0, 5, 7)]
    [InlineData("CROP_RIGHTOF", 9, 2, 10, 4, 5, 0, 9, 7)]
    [InlineData("CROP_ABOVE", 2, 0, 4, 1, 0, 0, 9, 4)]
    [InlineData("CROP_BELOW", 2, 7, 4, 8, 0, 4, 9, 7)]
    [InlineData("CROP", 500, 500, 600, 600, 0, 0, 10, 8)]
    public async Task InvokeAsync_CropWithoutPixels_IsTreatedAsNoRegion(
        string name, int left, int top, int right, int bottom, int expectedLeft, int expectedTop, int expectedRight, int expectedBottom)
    {
        var region = new PixelBox(left, top, right, bottom);

        var half = await CropAsync(name, EmptyDetectionPolicy.MatchingHalf, Whole(10, 8), region);
        var failed = await InvokeAsync(name, EmptyDetectionPolicy.Fail, Whole(10, 8), region);
        var compatible = await InvokeAsync(name, EmptyDetectionPolicy.Compatibility, Whole(10, 8), region);

        Assert.Equal(new PixelBox(expectedLeft, expectedTop, expectedRight, expectedBottom), half.Box);
        Assert.Contains("holds no pixel", failed.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("holds no pixel", compatible.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InvokeAsync_SeveralRegions_TakesTheFirst()
    {
        var crop = await CropAsync("CROP", EmptyDetectionPolicy.Fail, Whole(100, 80), new PixelBox(20, 30, 60, 50), new PixelBox(0, 0, 4, 4));

        Assert.Equal(new PixelBox(10, 25, 70, 55), crop.Box);
    }

    [Fact]
    public async Task InvokeAsync_CropOfACrop_KeepsTheRootAndAddsTheOffset()
    {
        var root = Whole(200, 160);
        var part = root.Crop(new PixelBox(50, 40, 150, 120));

        var crop = await CropAsync("CROP", EmptyDetectionPolicy.Fail, part, new PixelBox(20, 30, 60, 50));

        Assert.Same(root.Root, crop.Root);
        Assert.Equal(new PixelBox(60, 65, 120, 95), crop.Box);
    }

    [Fact]
    public void InvokeAsync_AnyImageAndRegion_StaysInsideTheImage()
    {
        var side = Gen.Int[1, 40];
        var edge = Gen.OneOf(Gen.Int[-60, 60], Gen.Int);
        var box = Gen.Select(edge, edge, edge, edge, (l, t, r, b) => new PixelBox(l, t, r, b));
        var policy = Gen.OneOfConst(EmptyDetectionPolicy.MatchingHalf, EmptyDetectionPolicy.WholeImage);
        Gen.Select(side, side, box, box.Array[0, 2], Gen.OneOfConst(Names), policy).Sample((width, height, part, regions, name, empty) =>
        {
            var image = Whole(width, height);
            image = part.Intersect(image.Box).IsEmpty ? image : image.Crop(part);

            var crop = CropAsync(name, empty, image, regions).GetAwaiter().GetResult();

            return ReferenceEquals(crop.Root, image.Root) && !crop.Box.IsEmpty && crop.Box == crop.Box.Intersect(image.Box);
        });
    }

    [Fact]
    public void Create_EachPolicy_GivesCropsAnotherVersion()
    {
        var versions = Enum.GetValues<EmptyDetectionPolicy>().Select(policy => Module("CROP_ABOVE", policy).Version);

        Assert.Equal(4, versions.Distinct().Count());
        Assert.NotEqual(Module("CROP", EmptyDetectionPolicy.Fail).Version, Module("CROP_ABOVE", EmptyDetectionPolicy.Fail).Version);
        Assert.Equal(Module("CROP", EmptyDetectionPolicy.Fail).Version, Module("CROP_AHEAD", EmptyDetectionPolicy.Fail).Version);
    }

    [Fact]
    public void Create_UnknownPolicy_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SymbolicModules.Create((EmptyDetectionPolicy)99));

    private static IVisualModule Module(string name, EmptyDetectionPolicy policy) =>
        SymbolicModules.Create(policy).Single(module => module.Signature.Name == name);

    private static ImageValue Whole(int width, int height) => new(ImageBuffer.FromRgb(width, height, new byte[width * height * 3]));

    private static async Task<ImageValue> CropAsync(string name, EmptyDetectionPolicy policy, ImageValue image, params PixelBox[] regions)
    {
        var result = await InvokeAsync(name, policy, image, regions);
        Assert.Null(result.Error);
        return (ImageValue)result.Value!;
    }

    private static async Task<ModuleResult> InvokeAsync(string name, EmptyDetectionPolicy policy, ImageValue image, params PixelBox[] regions)
    {
        var arguments = ImmutableDictionary<string, ProgramValue>.Empty
            .Add("image", image)
            .Add("box", new RegionsValue([.. regions.Select(box => new Region(box))]));
        return (await Module(name, policy).InvokeAsync([new ModuleCall(arguments)], TestContext.Current.CancellationToken))[0];
    }
}
