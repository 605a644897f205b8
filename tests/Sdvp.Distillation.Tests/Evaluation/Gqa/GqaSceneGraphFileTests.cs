using Sdvp.Core.Values;
using Sdvp.Distillation.Evaluation;
using Sdvp.Distillation.Evaluation.Gqa;

namespace Sdvp.Distillation.Tests.Evaluation.Gqa;

public sealed class GqaSceneGraphFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ReadAsync_Scene_GivesEveryField()
    {
        var scene = Assert.Single(await ReadAsync("""
            {"2407890": {"width": 640, "height": 480, "location": "living room", "weather": null, "objects": {
              "271881": {"name": "chair", "x": 220, "y": 310, "w": 50, "h": 80, "attributes": ["brown", "wooden"],
                "relations": [{"object": "32452", "name": "on"}]},
              "32452": {"name": "rug", "h": 10, "w": 20, "y": 30, "x": 40, "attributes": [], "relations": []}}}}
            """));

        Assert.Equal(("2407890", 640, 480, "living room", (string?)null), (scene.ImageId, scene.Width, scene.Height, scene.Location, scene.Weather));
        Assert.Equal(["271881", "32452"], scene.Objects.Select(o => o.Id));
        Assert.Equal(new PixelBox(220, 310, 270, 390), scene.Objects[0].Box);
        Assert.Equal(["brown", "wooden"], scene.Objects[0].Attributes);
        Assert.Equal([new GqaRelation("on", "32452")], scene.Objects[0].Relations);
        Assert.Equal("rug", scene.Find("32452")!.Name);
        Assert.Null(scene.Find("1"));
    }

    [Theory]
    [InlineData("""{"height": 1, "objects": {} }""", "width")]
    [InlineData("""{"width": 0, "height": 1, "objects": {} }""", "width")]
    [InlineData("""{"width": 1, "height": 1}""", "objects")]
    [InlineData("""{"width": 1, "height": 1, "objects": {"7": {"name": "n", "x": 0, "y": 0, "w": 1}}}""", "objects.7.h")]
    [InlineData("""{"width": 1, "height": 1, "objects": {"7": {"name": "n", "x": 0.5, "y": 0, "w": 1, "h": 1}}}""", "objects.7.x")]
    [InlineData("""{"width": 1, "height": 1, "objects": {"7": null}}""", "objects.7")]
    [InlineData("""{"width": 1, "height": 1, "objects": {"7": {"name": "n", "x": 0, "y": 0, "w": 1, "h": 1, "relations": [{"name": "on"}]}}}""", "objects.7.relations[0].object")]
    public async Task ReadAsync_BadScene_NamesTheField(string scene, string field)
    {
        var error = await Assert.ThrowsAsync<InvalidDatasetException>(() => ReadAsync($$"""{"42": {{scene}} }"""));

        Assert.Equal(("42", field), (error.Key, error.Field));
    }

    [Fact]
    public async Task WriteAsync_Scenes_ComeBack()
    {
        GqaSceneGraph[] scenes =
        [
            new() { ImageId = "a", Width = 3, Height = 4, Objects = [] },
            new()
            {
                ImageId = "b",
                Width = 30,
                Height = 40,
                Location = "ü<b>",
                Weather = "sunny",
                Objects = [new GqaObject("z", "cup", 1, 2, 3, 4, ["red"], [new GqaRelation("on", "y")]), new GqaObject("y", "table", -1, 0, 30, 9, [], [])],
            },
        ];
        var path = _folder.File("written.json");
        await GqaSceneGraphWriter.WriteAsync(path, scenes, TestContext.Current.CancellationToken);

        var read = await ReadFileAsync(path);

        Assert.Equal(scenes.Select(Print), read.Select(Print));
    }

    [Fact]
    public void Image_Id_GivesPath()
    {
        Assert.Equal(Path.Combine("gqa", "images", "n123.jpg"), GqaPaths.Image("gqa", "n123"));
        Assert.Throws<ArgumentException>(() => GqaPaths.Image("gqa", "../secret"));
    }

    private static string Print(GqaSceneGraph scene) =>
        $"{scene.ImageId} {scene.Width} {scene.Height} {scene.Location} {scene.Weather} "
        + string.Join(';', scene.Objects.Select(o => $"{o.Id} {o.Name} {o.Box} {string.Join(',', o.Attributes)} {string.Join(',', o.Relations)}"));

    private Task<List<GqaSceneGraph>> ReadAsync(string json) => ReadFileAsync(_folder.File("scenes.json", json));

    private static async Task<List<GqaSceneGraph>> ReadFileAsync(string path)
    {
        var scenes = new List<GqaSceneGraph>();
        await foreach (var scene in GqaSceneGraphFile.ReadAsync(path, null, TestContext.Current.CancellationToken))
        {
            scenes.Add(scene);
        }

        return scenes;
    }
}
