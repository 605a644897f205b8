using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Symbolic;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Symbolic;

public sealed class TagModuleTests
{
    private static readonly ImageValue Black = new(ImageBuffer.FromRgb(200, 100, new byte[200 * 100 * 3]));

    [Fact]
    public async Task InvokeAsync_ClassifiedObject_GetsFrameAndPlateBelow()
    {
        var image = await TagAsync(new Region(new PixelBox(20, 10, 90, 50), 0.9, "person") { Class = "Ada", ClassScore = 24 });

        Assert.Equal((0, 128, 0), Pixel(image, 20, 10));
        Assert.Equal((0, 128, 0), Pixel(image, 23, 30));
        Assert.Equal((0, 0, 0), Pixel(image, 24, 30));
        Assert.Equal((0, 128, 0), Pixel(image, 90, 30));
        Assert.Equal((0, 0, 0), Pixel(image, 91, 30));
        Assert.Equal((0, 128, 0), Pixel(image, 20, 70));
        Assert.Equal((0, 0, 0), Pixel(image, 20, 71));
        Assert.Equal((0, 128, 0), Pixel(image, 20 + (9 * 12), 60));
        Assert.Equal((0, 0, 0), Pixel(image, 20 + (9 * 12) + 1, 60));
        Assert.Equal("Ada(24.0)", ReadText(image, 20, 50, 9));
    }

    [Fact]
    public async Task InvokeAsync_NoSpaceBelow_PutsThePlateOnTheLowerEdge()
    {
        var image = await TagAsync(new Region(new PixelBox(20, 10, 90, 95)) { Class = "Ada", ClassScore = 24.5 });

        Assert.Equal("Ada(24.5)", ReadText(image, 20, 75, 9));
        Assert.Equal((0, 0, 0), Pixel(image, 100, 96));
    }

    [Theory]
    [InlineData(null, 24.0, "dog")]
    [InlineData("Rex", null, "Rex")]
    public async Task InvokeAsync_ObjectNotClassified_ShowsWhatIsKnown(string? name, double? score, string expected) =>
        Assert.Equal(expected, ReadText(await TagAsync(new Region(new PixelBox(5, 5, 60, 40), 0.5, "dog") { Class = name, ClassScore = score }), 5, 40, expected.Length));

    [Fact]
    public async Task InvokeAsync_EveryCharacter_IsDrawnApart()
    {
        var seen = new Dictionary<string, char>();
        for (var c = '!'; c <= '~' + 1; c++)
        {
            var image = await TagAsync(new Region(new PixelBox(5, 5, 60, 40), 0.5, $"{c}"));
            Assert.True(seen.TryAdd(CellText(image, 5, 40), c), $"'{c}' looks like '{seen.GetValueOrDefault(CellText(image, 5, 40))}'");
        }

        Assert.Equal(95, seen.Count);
    }

    [Fact]
    public async Task InvokeAsync_BoxOutsideOfTheImage_IsClipped()
    {
        var image = await TagAsync(
            new Region(new PixelBox(-50, -50, 400, 400)) { Class = new string('x', 500), ClassScore = 1 },
            new Region(new PixelBox(int.MinValue, int.MinValue, int.MaxValue, int.MaxValue), Label: "all"),
            new Region(new PixelBox(50, 50, 20, 20), Label: "turned"),
            new Region(new PixelBox(500, 500, 600, 600), Label: "far"));

        Assert.Equal((200, 100), (image.Width, image.Height));
    }

    [Fact]
    public async Task InvokeAsync_Crop_IsDrawnOnTheCropAlone()
    {
        var crop = Black.Crop(new PixelBox(100, 50, 160, 90));
        var call = new ModuleCall(ImmutableDictionary<string, ProgramValue>.Empty.Add("image", crop).Add("object", new RegionsValue([new Region(new PixelBox(0, 0, 20, 20))])));

        var result = (await Module.InvokeAsync([call], TestContext.Current.CancellationToken))[0];

        var image = Assert.IsType<ImageValue>(result.Value);
        Assert.Equal((60, 40), (image.Width, image.Height));
        Assert.Equal((0, 128, 0), Pixel(image, 0, 0));
        Assert.All(Black.Root.Pixels.ToArray(), value => Assert.Equal(0, value));
    }

    private static IVisualModule Module => SymbolicModules.Create().Single(m => m.Signature.Name == "TAG");

    private static async Task<ImageValue> TagAsync(params Region[] objects)
    {
        var call = new ModuleCall(ImmutableDictionary<string, ProgramValue>.Empty.Add("image", Black).Add("object", new RegionsValue([.. objects])));
        var result = (await Module.InvokeAsync([call], TestContext.Current.CancellationToken))[0];
        Assert.Null(result.Error);
        return (ImageValue)result.Value!;
    }

    private static (int R, int G, int B) Pixel(ImageValue image, int x, int y)
    {
        var pixel = image.Pixels.Pixels.Slice(((y * image.Width) + x) * 3, 3);
        return (pixel[0], pixel[1], pixel[2]);
    }

    /// <summary>The white pixels of one cell of the plate, every second one, as text.</summary>
    private static string CellText(ImageValue image, int x, int y) => string.Join('\n', Enumerable.Range(0, 8).Select(row => string.Concat(
        Enumerable.Range(0, 5).Select(column => Pixel(image, x + 1 + (2 * column), y + 2 + (2 * row)) == (255, 255, 255) ? '#' : '.'))));

    private static string ReadText(ImageValue image, int x, int y, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(i => Letters.TryGetValue(CellText(image, x + (12 * i), y), out var c) ? c : '?'));

    private static readonly Dictionary<string, char> Letters = new()
    {
        [".###.\n#...#\n#...#\n#...#\n#####\n#...#\n#...#\n....."] = 'A',
        ["....#\n....#\n.##.#\n#..##\n#...#\n#...#\n.####\n....."] = 'd',
        [".....\n.....\n.###.\n....#\n.####\n#...#\n.####\n....."] = 'a',
        ["...#.\n..#..\n.#...\n.#...\n.#...\n..#..\n...#.\n....."] = '(',
        [".#...\n..#..\n...#.\n...#.\n...#.\n..#..\n.#...\n....."] = ')',
        [".###.\n#...#\n....#\n...#.\n..#..\n.#...\n#####\n....."] = '2',
        ["...#.\n..##.\n.#.#.\n#..#.\n#####\n...#.\n...#.\n....."] = '4',
        [".....\n.....\n.....\n.....\n.....\n.##..\n.##..\n....."] = '.',
        [".###.\n#...#\n#..##\n#.#.#\n##..#\n#...#\n.###.\n....."] = '0',
        ["#####\n#....\n####.\n....#\n....#\n#...#\n.###.\n....."] = '5',
        [".....\n.....\n.###.\n#...#\n#...#\n#...#\n.###.\n....."] = 'o',
        [".....\n.....\n.####\n#...#\n#...#\n.####\n....#\n.###."] = 'g',
        ["####.\n#...#\n#...#\n####.\n#.#..\n#..#.\n#...#\n....."] = 'R',
        [".....\n.....\n.###.\n#...#\n#####\n#....\n.###.\n....."] = 'e',
        [".....\n.....\n#...#\n.#.#.\n..#..\n.#.#.\n#...#\n....."] = 'x',
    };
}
