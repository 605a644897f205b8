using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Symbolic;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Symbolic;

public sealed class EmojiModuleTests
{
    private static readonly ImageValue Black = new(ImageBuffer.FromRgb(60, 40, new byte[60 * 40 * 3]));

    private static readonly EmojiImages Emojis = new([new("smile", Square(4, 255, 200, 0, 255)), new("ghost", Square(6, 255, 255, 255, 51))]);

    [Fact]
    public async Task InvokeAsync_Objects_GetTheEmojiOnTheirMiddle()
    {
        // 24 high: the emoji is 16 high, and its left upper corner at (10 + 30) / 2 - 8, (5 + 29) / 2 - 8.
        var image = await DrawAsync("smile", new PixelBox(10, 5, 30, 29), new PixelBox(40, 0, 60, 6));

        Assert.Equal(Rectangles(new PixelBox(12, 9, 28, 25), new PixelBox(48, 1, 52, 5)), Lit(image, (255, 200, 0)));
    }

    [Fact]
    public async Task InvokeAsync_TransparentEmoji_LetsTheImageThrough() =>
        Assert.Equal(Rectangles(new PixelBox(12, 9, 28, 25)), Lit(await DrawAsync("ghost", new PixelBox(10, 5, 30, 29)), (51, 51, 51)));

    [Fact]
    public async Task InvokeAsync_ObjectAtTheBorder_IsClipped() =>
        Assert.Equal(Rectangles(new PixelBox(0, 0, 9, 9)), Lit(await DrawAsync("smile", new PixelBox(-12, -11, 14, 13)), (255, 200, 0)));

    [Theory]
    [InlineData("../smile")]
    [InlineData("/etc/passwd")]
    [InlineData("Smile")]
    [InlineData("")]
    public async Task InvokeAsync_UnknownName_FailsAndNamesTheKnown(string name)
    {
        var result = await InvokeAsync(name, []);

        Assert.Equal($"There is no emoji '{name}'; known are: ghost, smile.", result.Error!.Message);
    }

    [Fact]
    public async Task InvokeAsync_BoxWithoutHeight_DrawsOneRow() =>
        Assert.Single((await DrawAsync("smile", new PixelBox(20, 20, 30, 20))).Pixels.Pixels.ToArray(), v => v == 200);

    [Fact]
    public async Task InvokeAsync_BoxBeyondReason_Fails() => Assert.NotNull((await InvokeAsync("smile", [new Region(new PixelBox(0, 0, 5, int.MaxValue))])).Error);

    [Fact]
    public void EmojiImages_OtherImages_HaveAnotherVersion()
    {
        var other = new EmojiImages([new("smile", Square(4, 255, 200, 0, 254)), new("ghost", Square(6, 255, 255, 255, 51))]);

        Assert.NotEqual(Emojis.Version, other.Version);
        Assert.Equal(Emojis.Version, new EmojiImages([new("ghost", Square(6, 255, 255, 255, 51)), new("smile", Square(4, 255, 200, 0, 255))]).Version);
        Assert.Throws<ArgumentException>(() => new EmojiImages([]));
        Assert.Throws<ArgumentException>(() => new EmojiImages([new("a", Square(1, 0, 0, 0, 0)), new("a", Square(1, 0, 0, 0, 0))]));
    }

    [Fact]
    public void ResizeTo_HiddenColour_DoesNotShineThrough()
    {
        // A red column beside a transparent one whose hidden colour is white.
        var image = new EmojiImage(ImageBuffer.FromRgb(2, 2, [255, 0, 0, 255, 255, 255, 255, 0, 0, 255, 255, 255]), [255, 0, 255, 0]);

        var large = image.ResizeTo(8);

        Assert.Equal((8, 8), (large.Pixels.Width, large.Pixels.Height));
        for (var i = 0; i < 64; i++)
        {
            Assert.True(large.Alpha[i] == 0 || large.Pixels.Pixels.Slice(i * 3, 3).SequenceEqual<byte>([255, 0, 0]));
        }

        Assert.Contains(large.Alpha.ToArray(), a => a is > 0 and < 255);
    }

    private static EmojiImage Square(int size, byte r, byte g, byte b, byte alpha) => new(
        ImageBuffer.FromRgb(size, size, [.. Enumerable.Repeat(new[] { r, g, b }, size * size).SelectMany(p => p)]), [.. Enumerable.Repeat(alpha, size * size)]);

    private static async Task<ImageValue> DrawAsync(string name, params PixelBox[] boxes)
    {
        var result = await InvokeAsync(name, [.. boxes.Select(b => new Region(b))]);
        Assert.Null(result.Error);
        return (ImageValue)result.Value!;
    }

    private static async Task<ModuleResult> InvokeAsync(string name, ImmutableArray<Region> objects) => (await SymbolicModules.CreateEmoji(Emojis).InvokeAsync(
        [new ModuleCall(ImmutableDictionary<string, ProgramValue>.Empty.Add("image", Black).Add("object", new RegionsValue(objects)).Add("emoji", new TextValue(name)))],
        TestContext.Current.CancellationToken))[0];

    private static HashSet<(int X, int Y)> Lit(ImageValue image, (byte R, byte G, byte B) color) => [.. All.Where(p =>
        image.Pixels.Pixels.Slice(((p.Y * 60) + p.X) * 3, 3).SequenceEqual<byte>([color.R, color.G, color.B]))];

    private static HashSet<(int X, int Y)> Rectangles(params PixelBox[] boxes) =>
        [.. All.Where(p => boxes.Any(b => p.X >= b.Left && p.X < b.Right && p.Y >= b.Top && p.Y < b.Bottom))];

    private static IEnumerable<(int X, int Y)> All => Enumerable.Range(0, 60 * 40).Select(i => (i % 60, i / 60));
}
