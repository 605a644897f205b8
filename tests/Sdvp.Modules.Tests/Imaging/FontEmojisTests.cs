using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Imaging;
using Sdvp.Modules.Tests.Weights;

namespace Sdvp.Modules.Tests.Imaging;

public sealed class FontEmojisTests : IDisposable
{
    private static readonly Dictionary<string, string> Characters = new() { ["ring"] = "O", ["bar"] = "I", ["none"] = "Z" };

    private readonly TemporaryFolder _folder = new();

    public FontEmojisTests() => File.WriteAllBytes(_folder.File("tiny.ttf"), TinyFont.Create());

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(10)]
    [InlineData(40)]
    public void Find_Name_FillsTheSquareWithItsGlyph(int height)
    {
        using var emojis = FontEmojis.FromFile(_folder.File("tiny.ttf"), Characters);

        var ring = emojis.Find("ring", height)!;
        var bar = emojis.Find("bar", height)!;

        Assert.Equal((height, height), (ring.Pixels.Width, ring.Pixels.Height));
        Assert.Equal([255, 0, 255], new[] { 1, height / 2, height - 2 }.Select(x => (int)ring.Alpha[((height / 2) * height) + x]));
        Assert.Equal([0, 255, 0], new[] { 1, height / 2, height - 2 }.Select(x => (int)bar.Alpha[((height / 2) * height) + x]));
        Assert.Equal([255, 255], new[] { 0, height - 1 }.Select(y => (int)ring.Alpha[(y * height) + (height / 2)]));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("O")]
    [InlineData("../tiny")]
    public void Find_OtherName_GivesNothing(string name)
    {
        using var emojis = FontEmojis.FromFile(_folder.File("tiny.ttf"), Characters);

        Assert.Equal(["bar", "ring"], emojis.Names);
        Assert.Null(emojis.Find(name, 8));
    }

    [Fact]
    public void FromFile_NoFontOrNoGlyph_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => FontEmojis.FromFile(_folder.File("none.ttf")));
        Assert.Contains("no glyph", Assert.Throws<ArgumentException>(() => FontEmojis.FromFile(_folder.File("tiny.ttf"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_ManyThreads_GiveTheSamePixels()
    {
        using var emojis = FontEmojis.FromFile(_folder.File("tiny.ttf"), Characters);
        var expected = emojis.Find("ring", 33)!.Alpha.ToArray();

        await Parallel.ForAsync(0, 200, TestContext.Current.CancellationToken, (_, _) =>
        {
            Assert.Equal(expected, emojis.Find("ring", 33)!.Alpha);
            return ValueTask.CompletedTask;
        });
    }

    [Fact]
    public async Task EmojiModule_FromAFont_DrawsOnTheObject()
    {
        using var emojis = FontEmojis.FromFile(_folder.File("tiny.ttf"), Characters);
        var services = new ServiceCollection();
        services.AddSdvp().AddEmojis(emojis);
        await using var provider = services.BuildServiceProvider();
        var call = new ModuleCall(ImmutableDictionary<string, ProgramValue>.Empty
            .Add("image", new ImageValue(ImageBuffer.FromRgb(60, 60, [.. Enumerable.Repeat((byte)200, 10800)])))
            .Add("object", new RegionsValue([new Region(new PixelBox(0, 0, 60, 60))]))
            .Add("emoji", new TextValue("ring")));

        var result = (await provider.GetRequiredService<IModuleRegistry>().Snapshot["EMOJI"].InvokeAsync([call], TestContext.Current.CancellationToken))[0];

        var pixels = ((ImageValue)result.Value!).Pixels;
        Assert.Equal([200, 0, 200, 0, 200], new[] { 5, 12, 30, 47, 55 }.Select(x => (int)pixels.Pixels[((30 * 60) + x) * 3]));
    }
}
