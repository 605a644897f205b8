using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Onnx;
using Sdvp.Modules.Tests.Weights;

namespace Sdvp.Modules.Tests.Onnx;

public sealed class OnnxSegmentationModuleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 2, 1, 5, 6)]
    [InlineData(3, 6, 3, 17, 20)]
    public async Task InvokeAsync_Image_GivesItsSegments(int scale, int left, int top, int right, int bottom)
    {
        using var module = OnnxSegmentationModule.Load("SEG", Options(Model(8, 8)));

        var regions = await InvokeAsync(module, RedOnBlue(8, 8, scale, new PixelBox(2, 1, 6, 7)));

        Assert.Equal(["person", "sky-other-merged"], regions.Select(r => r.Label));
        Assert.Equal([1, 2], regions.Select(r => r.Instance));
        Assert.Equal(new PixelBox(left, top, right, bottom), regions[0].Box);
        Assert.Equal(new PixelBox(0, 0, (8 * scale) - 1, (8 * scale) - 1), regions[1].Box);
        Assert.All(regions, r => Assert.InRange(r.Score, 0.99, 1));
        Assert.InRange(regions[0].Mask!.Box.Area, regions[0].Box.Area, (4 * scale * 6 * scale) + (40 * (scale - 1)));
        for (var y = 0; y < 8 * scale; y++)
        {
            for (var x = 0; x < 8 * scale; x++)
            {
                if (scale > 1 && x is (6 or 17) && y is (3 or 20))
                {
                    // At the corners of a mask that grows less than half of a pixel is covered.
                    continue;
                }

                var isRed = x >= left && x <= right && y >= top && y <= bottom;
                Assert.Equal(isRed, regions[0].Mask!.CoverageAt(x, y) >= 128);
                Assert.Equal(!isRed, regions[1].Mask!.CoverageAt(x, y) >= 128);
            }
        }
    }

    [Fact]
    public async Task InvokeAsync_NothingButOneThing_LeavesTheEmptyMasksOut()
    {
        using var module = OnnxSegmentationModule.Load("SEG", Options(Model(8, 8)));

        var regions = await InvokeAsync(module, RedOnBlue(8, 8, 1, default));

        Assert.Equal(["sky-other-merged"], regions.Select(r => r.Label));
    }

    [Fact]
    public async Task InvokeAsync_ObjectOfOneColumn_GetsABoxThatHoldsIt()
    {
        using var module = OnnxSegmentationModule.Load("SEG", Options(Model(8, 8)));

        var regions = await InvokeAsync(module, RedOnBlue(8, 8, 1, new PixelBox(3, 2, 4, 6)));

        Assert.Equal(new PixelBox(3, 2, 4, 5), regions[0].Box);
    }

    [Fact]
    public async Task InvokeAsync_ModelOfAnySize_GetsTheProportions()
    {
        using var module = OnnxSegmentationModule.Load("SEG", Options(Model(-1, -2)));

        var regions = await InvokeAsync(module, RedOnBlue(48, 24, 1, new PixelBox(8, 4, 40, 20)));

        Assert.Equal(new PixelBox(8, 4, 39, 19), regions[0].Box);
    }

    [Fact]
    public async Task InvokeAsync_Crop_SeesTheCropAlone()
    {
        using var module = OnnxSegmentationModule.Load("SEG", Options(Model(8, 8)));
        var crop = RedOnBlue(16, 16, 1, new PixelBox(8, 8, 12, 12)).Crop(new PixelBox(6, 6, 14, 14));

        Assert.Equal(new PixelBox(2, 2, 5, 5), (await InvokeAsync(module, crop))[0].Box);
    }

    [Fact]
    public void Load_ModelThatKeepsNoContract_IsRefusedWithTheReason()
    {
        foreach (var (bytes, reason) in new (byte[], string)[]
        {
            ([1, 2, 3], "cannot be used"),
            (Model(8, 8, input: "picture"), "has no input 'pixel_values'; its inputs are: picture"),
            (Model(8, 8, masks: "m"), "has no output 'masks_queries_logits'"),
            (new OnnxModelBuilder().Input("pixel_values", OnnxModelBuilder.Float, 3, 8, 8).Node("Identity", ["pixel_values"], ["y"]).Output("y", OnnxModelBuilder.Float, 3, 8, 8).Build(), "in 3 dimensions; expected are Single in 4"),
        })
        {
            var error = Assert.Throws<InvalidOnnxModelException>(() => OnnxSegmentationModule.Load("SEG", Options(bytes)));

            Assert.Contains(reason, error.Message, StringComparison.Ordinal);
            Assert.Contains(_folder.Path, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Load_MissingFileOrLabels_IsRefused()
    {
        Assert.Throws<InvalidOnnxModelException>(() => OnnxSegmentationModule.Load("SEG", new OnnxSegmentationOptions { File = _folder.File("none.onnx"), Labels = ["a"] }));
        Assert.Throws<ArgumentException>(() => OnnxSegmentationModule.Load("SEG", new OnnxSegmentationOptions { File = _folder.File("none.onnx") }));
    }

    [Fact]
    public async Task InvokeAsync_OtherNumberOfLabels_FailsTheCall()
    {
        var options = Options(Model(8, 8));
        options.Labels = ["person"];
        using var module = OnnxSegmentationModule.Load("SEG", options);

        var result = (await module.InvokeAsync([Call(RedOnBlue(8, 8, 1, default))], TestContext.Current.CancellationToken))[0];

        Assert.Contains("with 1 labels expected are 2 classes", result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Version_OtherModelOrThreshold_IsAnother()
    {
        using var a = OnnxSegmentationModule.Load("SEG", Options(Model(8, 8)));
        using var b = OnnxSegmentationModule.Load("SEG", Options(Model(16, 8)));
        var options = Options(Model(8, 8));
        options.OverlapThreshold = 0.7;
        using var c = OnnxSegmentationModule.Load("SEG", options);
        using var again = OnnxSegmentationModule.Load("SEG", Options(Model(8, 8)));

        Assert.Equal(3, new[] { a.Version, b.Version, c.Version, again.Version }.Distinct().Count());
        Assert.Equal(a.Version, again.Version);
    }

    /// <summary>
    /// Six queries: red is a person, blue is the sky, one sees no object, a person nowhere, one that is not sure, and a second that wants red a little less.
    /// </summary>
    private static byte[] Model(long height, long width, string input = "pixel_values", string masks = "masks_queries_logits") => new OnnxModelBuilder()
        .Input(input, OnnxModelBuilder.Float, 1, 3, height, width)
        .Constant("classes", [1, 6, 3], 10, 0, 0, 0, 10, 0, 0, 0, 10, 10, 0, 0, 0.1f, 0, 0, 10, 0, 0)
        .Constant("weights", [6, 3, 1, 1], 40, 0, 0, 0, 0, 40, 40, 40, 40, 0, 0, 0, 40, 0, 0, 40, 0, 0)
        .Constant("bias", [6], -20, -20, 0, -60, -20, -20.5f)
        .Node("Conv", [input, "weights", "bias"], [masks])
        .Node("Identity", ["classes"], ["class_queries_logits"])
        .Output("class_queries_logits", OnnxModelBuilder.Float, 1, 6, 3)
        .Output(masks, OnnxModelBuilder.Float, 1, 6, height, width)
        .Build();

    private OnnxSegmentationOptions Options(byte[] model)
    {
        var file = _folder.File(Guid.NewGuid() + ".onnx");
        File.WriteAllBytes(file, model);
        return new OnnxSegmentationOptions { File = file, Labels = ["person", "sky-other-merged"], Pixels = OnnxPixels.Unit, ShorterSide = 32, LongestSide = 64 };
    }

    private static ImageValue RedOnBlue(int width, int height, int scale, PixelBox red)
    {
        var pixels = new byte[width * height * scale * scale * 3];
        for (var i = 0; i < pixels.Length / 3; i++)
        {
            var (x, y) = (i % (width * scale) / scale, i / (width * scale) / scale);
            pixels[(i * 3) + (x >= red.Left && x < red.Right && y >= red.Top && y < red.Bottom ? 0 : 2)] = 255;
        }

        return new ImageValue(ImageBuffer.FromRgb(width * scale, height * scale, pixels));
    }

    private static ModuleCall Call(ImageValue image) => new(ImmutableDictionary<string, ProgramValue>.Empty.Add("image", image));

    private static async Task<ImmutableArray<Region>> InvokeAsync(OnnxSegmentationModule module, ImageValue image)
    {
        var result = (await module.InvokeAsync([Call(image)], TestContext.Current.CancellationToken))[0];
        Assert.True(result.Error is null, result.Error?.ToString());
        return ((RegionsValue)result.Value!).Regions;
    }
}
