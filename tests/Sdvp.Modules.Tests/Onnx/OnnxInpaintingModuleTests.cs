using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Values;
using Sdvp.Modules.Onnx;
using Sdvp.Modules.Tests.Weights;

namespace Sdvp.Modules.Tests.Onnx;

public sealed class OnnxInpaintingModuleTests : IDisposable
{
    private static readonly ImageValue Grey = new(ImageBuffer.FromRgb(12, 10, [.. Enumerable.Repeat((byte)100, 360)]));

    private static readonly Region Left = new(new PixelBox(0, 0, 4, 10));

    private static readonly Region Right = new(new PixelBox(8, 0, 12, 10)) { Mask = RegionMask.Filled(new PixelBox(8, 0, 12, 10)) };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("white", 255)]
    [InlineData("anything", 128)]
    public async Task InvokeAsync_Prompt_PaintsWhatItSays(string prompt, int expected)
    {
        using var module = OnnxInpaintingModule.Load("REPLACE", Options());

        var image = await InvokeAsync(module, prompt, Left, Right);

        Assert.Equal((12, 10), (image.Width, image.Height));
        Assert.Equal([expected, 100, expected], new[] { 1, 6, 10 }.Select(x => (int)image.Pixels.Pixels[((5 * 12) + x) * 3]));
    }

    [Fact]
    public async Task InvokeAsync_FirstOnly_LeavesTheOthers()
    {
        var options = Options();
        options.FirstOnly = true;
        using var module = OnnxInpaintingModule.Load("REPLACE", options);

        var image = await InvokeAsync(module, "white", Left, Right);

        Assert.Equal([255, 100, 100], new[] { 1, 6, 10 }.Select(x => (int)image.Pixels.Pixels[((5 * 12) + x) * 3]));
    }

    [Fact]
    public async Task InvokeAsync_NoObjects_GivesTheImage()
    {
        using var module = OnnxInpaintingModule.Load("REPLACE", Options());

        Assert.Same(Grey.Root, (await InvokeAsync(module, "white")).Root);
    }

    [Fact]
    public async Task InvokeAsync_LargeImage_IsShrunkPaintedAndGrown()
    {
        using var module = OnnxInpaintingModule.Load("REPLACE", Options());
        var large = new ImageValue(ImageBuffer.FromRgb(100, 60, [.. Enumerable.Repeat((byte)100, 18000)]));
        var call = Call(large, "white", new Region(new PixelBox(0, 0, 50, 60)));

        var result = (await module.InvokeAsync([call], TestContext.Current.CancellationToken))[0];

        var image = Assert.IsType<ImageValue>(result.Value);
        Assert.Equal((100, 60), (image.Width, image.Height));
        Assert.Equal([255, 100], new[] { 10, 90 }.Select(x => (int)image.Pixels.Pixels[((30 * 100) + x) * 3]));
    }

    [Fact]
    public async Task InvokeAsync_Tokens_ReachTheModel()
    {
        var options = Options(Model(tokens: true));
        options.Tokenize = prompt => [prompt.Length, prompt.Length - 2];
        using var module = OnnxInpaintingModule.Load("REPLACE", options);

        // The mean of the ids is what it paints: 1 is white, 0 grey.
        Assert.Equal(255, (await InvokeAsync(module, "ab", Left)).Pixels.Pixels[5 * 12 * 3]);
        Assert.Equal(128, (await InvokeAsync(module, "a", Left)).Pixels.Pixels[5 * 12 * 3]);
    }

    [Theory]
    [InlineData(1000, 500, 512, 256)]
    [InlineData(333, 777, 219, 512)]
    [InlineData(640, 480, 512, 384)]
    [InlineData(513, 512, 512, 511)]
    [InlineData(2000, 3, 512, 1)]
    [InlineData(3, 2000, 1, 512)]
    [InlineData(512, 512, 512, 512)]
    [InlineData(100, 50, 100, 50)]
    [InlineData(1023, 769, 512, 385)]
    [InlineData(719, 1201, 307, 512)]
    public void For_Sizes_AreThoseOfPillowsThumbnail(int width, int height, int expectedWidth, int expectedHeight)
    {
        var canvas = SquareCanvas.For(width, height, 512);

        Assert.Equal((expectedWidth, expectedHeight), (canvas.Width, canvas.Height));
    }

    [Fact]
    public void Pad_SmallImage_StandsAtTheTopLeftOnBlack()
    {
        var canvas = SquareCanvas.For(2, 1, 8);

        var padded = canvas.Pad(ImageBuffer.FromRgb(2, 1, [1, 2, 3, 4, 5, 6])).Pixels.ToArray();

        Assert.Equal([1, 2, 3, 4, 5, 6, 0], padded[..7]);
        Assert.Equal(21, padded.Sum(v => v));
    }

    [Fact]
    public void Load_ModelThatKeepsNoContract_IsRefusedWithTheReason()
    {
        var small = Options();
        small.Size = 8;
        var deaf = Options(Model(prompt: false));
        var tokens = Options(Model(tokens: true));
        foreach (var (options, reason) in new[] { (small, "set o.Size"), (deaf, "would ignore the prompts"), (tokens, "holds Int64 in 2 dimensions; expected are String in 1") })
        {
            Assert.Contains(reason, Assert.Throws<InvalidOnnxModelException>(() => OnnxInpaintingModule.Load("REPLACE", options)).Message, StringComparison.Ordinal);
        }

        deaf.IgnoresPrompt = true;
        using var module = OnnxInpaintingModule.Load("REPLACE", deaf);
        Assert.NotNull(module);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AddOnnx_HostsProfile_DecidesWhatIsReplaced(bool isUpstream)
    {
        var file = Options().File;
        var services = new ServiceCollection();
        services.AddSdvp(o => o.Compatibility = isUpstream ? VisProgCompatibility.Upstream : VisProgCompatibility.None)
            .AddOnnxInpainting("REPLACE", o => (o.File, o.Size) = (file, 16));
        await using var provider = services.BuildServiceProvider();

        var module = provider.GetRequiredService<IModuleRegistry>().Snapshot["REPLACE"];

        var result = (await module.InvokeAsync([Call(Grey, "white", Left, Right)], TestContext.Current.CancellationToken))[0];
        Assert.Equal(isUpstream ? 100 : 255, ((ImageValue)result.Value!).Pixels.Pixels[((5 * 12) + 10) * 3]);
    }

    [Fact]
    public void AddOnnx_NoFile_IsRefusedAtOnce()
    {
        var builder = new ServiceCollection().AddSdvp();

        Assert.Throws<ArgumentException>(() => builder.AddOnnxInpainting("REPLACE", _ => { }));
        Assert.Throws<ArgumentException>(() => builder.AddOnnxFaceDetection("FACEDET", _ => { }));
        Assert.Throws<ArgumentException>(() => builder.AddOnnxSegmentation("SEG", _ => { }));
    }

    /// <summary>Paints white (1) where the prompt says so, else grey (0).</summary>
    private static byte[] Model(bool prompt = true, bool tokens = false)
    {
        var model = new OnnxModelBuilder()
            .Input("image", OnnxModelBuilder.Float, 1, 3, 16, 16)
            .Input("mask", OnnxModelBuilder.Float, 1, 1, 16, 16)
            .Constant("one", [1], 1f);
        if (tokens)
        {
            model.Input("prompt", OnnxModelBuilder.Int64, 1, -1).Node("Cast", ["prompt"], ["ids"], ("to", 1)).Node("ReduceMean", ["ids"], ["paint"], ("keepdims", 0));
        }
        else if (prompt)
        {
            model.Input("prompt", OnnxModelBuilder.Text, 1).Constant("word", [1], "white").Node("Equal", ["prompt", "word"], ["same"]).Node("Cast", ["same"], ["paint"], ("to", 1));
        }
        else
        {
            model.Node("Identity", ["one"], ["paint"]);
        }

        return model
            .Node("Sub", ["one", "mask"], ["rest"])
            .Node("Mul", ["image", "rest"], ["kept"])
            .Node("Mul", ["mask", "paint"], ["painted"])
            .Node("Add", ["kept", "painted"], ["output"])
            .Output("output", OnnxModelBuilder.Float, 1, 3, 16, 16)
            .Build();
    }

    private OnnxInpaintingOptions Options(byte[]? model = null)
    {
        var file = _folder.File(Guid.NewGuid() + ".onnx");
        File.WriteAllBytes(file, model ?? Model());
        return new OnnxInpaintingOptions { File = file, Size = 16 };
    }

    private static ModuleCall Call(ImageValue image, string prompt, params Region[] objects) => new(ImmutableDictionary<string, ProgramValue>.Empty
        .Add("image", image).Add("object", new RegionsValue([.. objects])).Add("prompt", new TextValue(prompt)));

    private static async Task<ImageValue> InvokeAsync(OnnxInpaintingModule module, string prompt, params Region[] objects)
    {
        var result = (await module.InvokeAsync([Call(Grey, prompt, objects)], TestContext.Current.CancellationToken))[0];
        Assert.True(result.Error is null, result.Error?.ToString());
        return (ImageValue)result.Value!;
    }
}
