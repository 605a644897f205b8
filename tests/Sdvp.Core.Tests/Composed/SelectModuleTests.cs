using System.Collections.Immutable;
using Sdvp.Core.Composed;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Composed;

public sealed class SelectModuleTests
{
    private static readonly ImageValue Image = new(ImageBuffer.FromRgb(100, 80, new byte[24000]));

    private static readonly ImmutableArray<Region> Objects =
    [
        Object(0, "person"), Object(1, "cat"), Object(2, "person"), Object(3, "grass-merged"), Object(4, "wall-other-merged"), Object(5, "cattle"),
    ];

    /// <summary>Query, category, indices of the objects selected, texts that the matcher was asked.</summary>
    public static TheoryData<string, string?, int[], string[]> Selections => new()
    {
        { "person", null, [0, 2], [] },
        { "Person", null, [0, 2], [] },
        { "grass", null, [3], [] },
        { "wall", null, [4], [] },
        { " cat , person", null, [1, 0, 2], [] },
        { "cat,boy with a hat", null, [1, 4], ["a photo of boy with a hat"] },
        { "boy with a hat", null, [4], ["a photo of boy with a hat"] },
        { "tall man,second", "person", [2, 2], ["a photo of tall man", "a photo of second"] },
        { "tall man", "Person", [2], ["a photo of tall man"] },
        { "meadow", "grass", [3], ["a photo of meadow"] },
        { "tall man", "car", [4], ["a photo of tall man"] },
        { "tall man", "cat,person", [2], ["a photo of tall man"] },
        { "person", "cat", [1], ["a photo of person"] },
    };

    [Theory]
    [MemberData(nameof(Selections))]
    public async Task InvokeAsync_Query_SelectsByLabelOrByLogit(string query, string? category, int[] expected, string[] texts)
    {
        var matcher = Matcher();

        var result = await InvokeAsync(matcher, query, category);

        Assert.Equal(expected.Select(i => Objects[i]), Selected(result));
        Assert.Equal(texts, matcher.Texts);
    }

    /// <summary>The same in the profile of upstream, where it differs.</summary>
    public static TheoryData<string, string?, int[], string[]> UpstreamSelections => new()
    {
        { "cat,boy with a hat", null, [1], [] },
        { " cat,person", null, [0, 2], [] },
        { "Person", null, [0, 2], [] },
        { "best", "big cattle", [5], ["a photo of best"] },
        { "best", "Person", [4], ["a photo of best"] },
    };

    [Theory]
    [MemberData(nameof(UpstreamSelections))]
    public async Task InvokeAsync_ProfileOfUpstream_KeepsItsQuirks(string query, string? category, int[] expected, string[] texts)
    {
        var matcher = Matcher();

        var result = await InvokeAsync(matcher, query, category, VisProgCompatibility.Upstream);

        Assert.Equal(expected.Select(i => Objects[i]), Selected(result));
        Assert.Equal(texts, matcher.Texts);
    }

    [Fact]
    public async Task InvokeAsync_Matching_ShowsEveryPairAsProposal()
    {
        var result = await InvokeAsync(Matcher(), "tall man,second", "person");

        Assert.Equal(4, result.Proposals.Length);
        Assert.Equal(result.Proposals.OrderByDescending(p => p.ClassScore), result.Proposals);
        Assert.Contains(result.Proposals, p => p is { Class: "tall man", ClassScore: 3 } && p.Box == Objects[2].Box);
    }

    [Fact]
    public async Task InvokeAsync_CallsOfABatch_ReachTheMatcherTogetherAndFailAlone()
    {
        var matcher = Matcher();
        var module = ComposedModules.Select(matcher);
        ModuleCall[] calls = [Call("tall man", "person", Objects), Call(" , ", null, Objects), Call("tall man", null, []), Call("second", null, Objects)];

        var results = await module.InvokeAsync(calls, TestContext.Current.CancellationToken);

        Assert.Single(matcher.Batches);
        Assert.Equal(8, matcher.Batches[0].Count);
        Assert.Equal([Objects[2]], Selected(results[0]));
        Assert.Contains("names nothing", results[1].Error!.Message, StringComparison.Ordinal);
        Assert.Empty(Selected(results[2]));
        Assert.Equal([Objects[4]], Selected(results[3]));
    }

    [Fact]
    public async Task InvokeAsync_ObjectOutsideOfTheImage_IsNoCandidate()
    {
        var far = new Region(new PixelBox(500, 500, 600, 600));

        var result = await ComposedModules.Select(Matcher()).InvokeAsync([Call("x", null, [far, Objects[1]]), Call("x", null, [far])], TestContext.Current.CancellationToken);

        Assert.Equal([Objects[1]], Selected(result[0]));
        Assert.Empty(Selected(result[1]));
    }

    /// <summary>What a matcher may answer that is no answer.</summary>
    public static TheoryData<ProgramValue> Unfit => new() { new TextValue("x"), new ListValue([]), new ListValue([new TextValue("x")]), new ListValue([new NumberValue(double.NaN)]) };

    [Theory]
    [MemberData(nameof(Unfit))]
    public async Task InvokeAsync_MatcherAnswersNonsense_FailsTheCall(ProgramValue answer)
    {
        var result = await InvokeAsync(new FakeMatcher((_, _) => 0) { Override = _ => ModuleResult.FromValue(answer) }, "x", null);

        Assert.Contains("expected is one number", result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InvokeAsync_MatcherFails_FailsTheCallWithTheCause()
    {
        var cause = new InvalidOperationException("out of memory");

        var result = await InvokeAsync(new FakeMatcher((_, _) => 0) { Override = _ => ModuleResult.FromError(cause) }, "x", null);

        Assert.Same(cause, result.Error!.InnerException);
    }

    [Fact]
    public async Task Version_MatcherOfTheRegistryReplaced_ChangesWithIt()
    {
        var registry = new ModuleRegistry([]);
        var module = ComposedModules.Select(() => registry);

        Assert.Equal("select/1 over unregistered", module.Version.Id);
        Assert.Equal(["MATCH"], module.Signature.Requires);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await module.InvokeAsync([Call("x", null, Objects)], TestContext.Current.CancellationToken));

        registry.Replace(new FakeMatcher((_, _) => 0, "first"));
        Assert.Equal("select/1 over first", module.Version.Id);
        registry.Replace(new FakeMatcher((_, _) => 0, "second"));
        Assert.Equal("select/1 over second", module.Version.Id);
        Assert.Equal(Objects[0], Selected((await module.InvokeAsync([Call("x", null, Objects)], TestContext.Current.CancellationToken))[0])[0]);
        Assert.Empty(ComposedModules.Select(Matcher()).Signature.Requires);
    }

    // The taller the object, the better it fits; objects 2 and 4 most of all. Everything is 3, 1 or 0, so that ties are decided by order.
    private static FakeMatcher Matcher() => new((box, text) => box.Left switch { 20 => 3, 40 => text.EndsWith('x') ? 0 : 4, 50 => 1, _ => 0 });

    private static Region Object(int index, string label) => new(new PixelBox(index * 10, 0, (index * 10) + 8, 20), 0.9, label);

    private static ImmutableArray<Region> Selected(ModuleResult result)
    {
        Assert.Null(result.Error);
        return ((RegionsValue)result.Value!).Regions;
    }

    private static ModuleCall Call(string query, string? category, ImmutableArray<Region> objects) => new(ImmutableDictionary<string, ProgramValue>.Empty
        .Add("image", Image).Add("object", new RegionsValue(objects)).Add("query", new TextValue(query))
        .Add("category", category is null ? ProgramValue.None : new TextValue(category)));

    private static async Task<ModuleResult> InvokeAsync(IVisualModule matcher, string query, string? category, VisProgCompatibility? compatibility = null) =>
        (await ComposedModules.Select(matcher, compatibility).InvokeAsync([Call(query, category, Objects)], TestContext.Current.CancellationToken))[0];
}
