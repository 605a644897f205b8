using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Onnx;
using Sdvp.Modules.Tests.Weights;

namespace Sdvp.Modules.Tests.Onnx;

public sealed class OnnxFaceDetectionModuleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task InvokeAsync_Image_GivesEnlargedFacesBestFirst()
    {
        using var module = OnnxFaceDetectionModule.Load("FACEDET", Options(Model(16)));

        var faces = await InvokeAsync(module, Grey(32, 255));

        // Of the second the overlap with the first is 0.75; the third lies at the threshold, and the fourth below it.
        Assert.Equal([new PixelBox(2, 2, 14, 14), new PixelBox(14, 13, 26, 31)], faces.Select(f => f.Box));
        Assert.All(faces, f => Assert.Equal("face", f.Label));
        Assert.Equal([0, 1], faces.Select(f => f.Instance));
        Assert.Equal([RegionMask.Filled(new PixelBox(2, 2, 14, 14)), RegionMask.Filled(new PixelBox(14, 13, 26, 31))], faces.Select(f => f.Mask));
        Assert.Equal(0.9, faces[0].Score, 1e-6);
    }

    [Fact]
    public async Task InvokeAsync_DarkImage_FindsNone()
    {
        using var module = OnnxFaceDetectionModule.Load("FACEDET", Options(Model(16)));

        Assert.Empty(await InvokeAsync(module, Grey(32, 100)));
    }

    [Fact]
    public async Task InvokeAsync_SharesOfTheImage_AreScaled()
    {
        var options = Options(Model(-1, 1 / 16f));
        options.BoxUnit = OnnxBoxUnit.Shares;
        using var module = OnnxFaceDetectionModule.Load("FACEDET", options);

        Assert.Equal([new PixelBox(2, 2, 14, 14), new PixelBox(14, 13, 26, 31)], (await InvokeAsync(module, Grey(32, 255))).Select(f => f.Box));
    }

    [Theory]
    [InlineData(2, 2, 6, 6, 100, 100, 1, 1, 7, 7)]
    [InlineData(0, 0, 9.9, 9.9, 100, 100, 0, 0, 11, 11)]
    [InlineData(90.5, 95, 120, 130, 100, 100, 83, 87, 100, 100)]
    [InlineData(-5.9, -5.9, 4, 4, 100, 100, 0, 0, 6, 6)]
    [InlineData(double.NaN, 0, double.PositiveInfinity, 4, 100, 100, 0, 0, 100, 5)]
    public void Enlarge_Box_IsHalfAsLargeAgainAndInside(double left, double top, double right, double bottom, int width, int height, int l, int t, int r, int b) =>
        Assert.Equal(new PixelBox(l, t, r, b), new FaceBox(left, top, right, bottom, 1).Enlarge(1.5, width, height));

    [Theory]
    [InlineData(7, 2)]
    [InlineData(8, 1)]
    public void Suppress_OverlapAtTheThreshold_Survives(double right, int kept)
    {
        // 10 wide against right − 4 wide, 4 … right in common: 3 / 10 at 7.
        FaceBox[] faces = [new(0, 0, 10, 10, 0.9), new(4, 0, right, 10, 0.8)];

        Assert.Equal(kept, FaceBox.Suppress(faces, 0.3).Count);
    }

    [Fact]
    public async Task InvokeAsync_OutputsThatDoNotFit_FailTheCall()
    {
        var model = new OnnxModelBuilder()
            .Input("image", OnnxModelBuilder.Float, 1, 3, 4, 4)
            .Constant("b", [1, 2, 4], new float[8]).Constant("s", [1, 3], 1, 1, 1)
            .Node("Identity", ["b"], ["boxes"]).Node("Identity", ["s"], ["scores"])
            .Output("boxes", OnnxModelBuilder.Float, 1, 2, 4).Output("scores", OnnxModelBuilder.Float, 1, 3).Build();
        using var module = OnnxFaceDetectionModule.Load("FACEDET", Options(model));

        var result = (await module.InvokeAsync([Call(Grey(4, 0))], TestContext.Current.CancellationToken))[0];

        Assert.Contains("for 2 faces, and 3 scores", result.Error!.Message, StringComparison.Ordinal);
    }

    private static byte[] Model(long size, float scale = 1) => new OnnxModelBuilder()
        .Input("image", OnnxModelBuilder.Float, 1, 3, size > 0 ? size : -1, size > 0 ? size : -2)
        .Constant("b", [1, 4, 4], [.. new float[] { 0, 0, 1, 1, 2, 2, 6, 5, 8, 8, 12, 14, 2, 2, 6, 6 }.Select(v => v * scale)])
        .Constant("s", [1, 4], 0.4f, 0.8f, 0.5f, 0.9f)
        .Node("ReduceMax", ["image"], ["light"], ("keepdims", 0))
        .Node("Mul", ["s", "light"], ["scores"])
        .Node("Identity", ["b"], ["boxes"])
        .Output("boxes", OnnxModelBuilder.Float, 1, 4, 4)
        .Output("scores", OnnxModelBuilder.Float, 1, 4)
        .Build(operatorVersion: 17);

    private OnnxFaceDetectionOptions Options(byte[] model)
    {
        var file = _folder.File(Guid.NewGuid() + ".onnx");
        File.WriteAllBytes(file, model);
        return new OnnxFaceDetectionOptions { File = file, Pixels = OnnxPixels.Unit };
    }

    private static ImageValue Grey(int size, byte level) => new(ImageBuffer.FromRgb(size, size, [.. Enumerable.Repeat(level, size * size * 3)]));

    private static ModuleCall Call(ImageValue image) => new(ImmutableDictionary<string, ProgramValue>.Empty.Add("image", image));

    private static async Task<ImmutableArray<Region>> InvokeAsync(OnnxFaceDetectionModule module, ImageValue image)
    {
        var result = (await module.InvokeAsync([Call(image)], TestContext.Current.CancellationToken))[0];
        Assert.True(result.Error is null, result.Error?.ToString());
        return ((RegionsValue)result.Value!).Regions;
    }
}
