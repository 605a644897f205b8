using System.Collections.Immutable;
using Sdvp.Core.Composed;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Composed;

public sealed class ClassifyModuleTests
{
    private static readonly ImageValue Image = new(ImageBuffer.FromRgb(100, 80, new byte[24000]));

    [Fact]
    public async Task InvokeAsync_SeveralObjects_KeepsTheBestOfEachClass()
    {
        var matcher = Matcher(new()
        {
            ["Ada"] = [21.34, 24.96, -3, 20],
            ["Bob"] = [20, 25.05, -4, 19],
            ["Eve"] = [19, 1, -2.25, 3],
        });

        var result = await InvokeAsync(matcher, 4, "Ada", "Bob", "Eve");

        Assert.Equal([("Bob", 25.0, 1), ("Ada", 21.3, 0), ("Eve", -2.2, 2)], Classes(result));
        Assert.Equal(["a photo of Ada", "a photo of Bob", "a photo of Eve"], matcher.Texts);
        Assert.Equal(12, result.Proposals.Length);
    }

    [Fact]
    public async Task InvokeAsync_EqualScores_GoByTheOrderOfCategoriesAndObjects()
    {
        var result = await InvokeAsync(Matcher(new() { ["Ada"] = [1, 9, 9], ["Bob"] = [9, 9, 1] }), 3, "Bob", "Ada");

        Assert.Equal([("Bob", 9.0, 0), ("Ada", 9.0, 2)], Classes(result));
    }

    [Fact]
    public async Task InvokeAsync_SingleCategory_CompetesWithOther()
    {
        var result = await InvokeAsync(Matcher(new() { ["Ada"] = [20, 30, 10], ["other"] = [25, 20, 22] }), 3, "Ada");

        Assert.Equal([("Ada", 30.0, 1), ("other", 25.0, 0)], Classes(result));
    }

    [Fact]
    public async Task InvokeAsync_SameCategoryTwice_CountsAsOne() =>
        Assert.Equal([("Ada", 20.0, 0)], Classes(await InvokeAsync(Matcher(new() { ["Ada"] = [20] }), 1, "Ada", "Ada")));

    [Fact]
    public async Task InvokeAsync_NoObjects_GivesNone() => Assert.Empty(Classes(await InvokeAsync(Matcher([]), 0, "Ada")));

    [Fact]
    public async Task InvokeAsync_NoOrWrongCategories_Fails()
    {
        Assert.Contains("empty", (await InvokeAsync(Matcher([]), 1)).Error!.Message, StringComparison.Ordinal);
        var call = Call(1, [new IntegerValue(3)]);
        Assert.Contains("list of Text", (await ComposedModules.Classify(Matcher([])).InvokeAsync([call], TestContext.Current.CancellationToken))[0].Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InvokeAsync_Objects_AreCopiedNotChanged()
    {
        var call = Call(1, [new TextValue("Ada")]);

        await ComposedModules.Classify(Matcher(new() { ["Ada"] = [20], ["other"] = [0] })).InvokeAsync([call], TestContext.Current.CancellationToken);

        Assert.Null(call.Get<RegionsValue>("object").Regions[0].Class);
    }

    private static FakeMatcher Matcher(Dictionary<string, double[]> logits) => new((box, text) => logits[text["a photo of ".Length..]][box.Left / 10]);

    private static IEnumerable<(string?, double?, int)> Classes(ModuleResult result)
    {
        Assert.Null(result.Error);
        return ((RegionsValue)result.Value!).Regions.Select(r => (r.Class, r.ClassScore, r.Box.Left / 10));
    }

    private static ModuleCall Call(int objects, ImmutableArray<ProgramValue> categories) => new(ImmutableDictionary<string, ProgramValue>.Empty
        .Add("image", Image)
        .Add("object", new RegionsValue([.. Enumerable.Range(0, objects).Select(i => new Region(new PixelBox(i * 10, 0, (i * 10) + 8, 20), 0.9, "person"))]))
        .Add("categories", new ListValue(categories)));

    private static async Task<ModuleResult> InvokeAsync(IVisualModule matcher, int objects, params string[] categories) =>
        (await ComposedModules.Classify(matcher).InvokeAsync([Call(objects, [.. categories.Select(c => new TextValue(c))])], TestContext.Current.CancellationToken))[0];
}
