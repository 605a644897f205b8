using System.Collections.Immutable;
using Sdvp.Core.Composed;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Composed;

public sealed class LocSettingsModuleTests
{
    private static readonly ImageValue Image = new(ImageBuffer.FromRgb(101, 81, new byte[101 * 81 * 3]));

    private static readonly ImmutableArray<Region> Proposals =
    [
        new(new PixelBox(10, 10, 50, 50), 0.9), new(new PixelBox(12, 10, 50, 50), 0.8), new(new PixelBox(10, 10, 50, 29), 0.5),
        new(new PixelBox(90, 70, 101, 81), 0.1), new(new PixelBox(60, 60, 70, 70), 0.06), new(new PixelBox(0, 60, 5, 70), 0.05),
    ];

    [Theory]
    [InlineData("TOP", 0, 0, 100, 40)]
    [InlineData("BOTTOM", 0, 40, 100, 80)]
    [InlineData("LEFT", 0, 0, 50, 80)]
    [InlineData("RIGHT", 50, 0, 100, 80)]
    public async Task InvokeAsync_Place_GivesItsHalfWithoutTheDetector(string place, int left, int top, int right, int bottom)
    {
        var detector = new Detector();

        var result = await InvokeAsync(detector, VisProgTask.Gqa.Loc!, place);

        Assert.Equal([new Region(new PixelBox(left, top, right, bottom))], ((RegionsValue)result.Value!).Regions);
        Assert.Empty(detector.Asked);
    }

    [Theory]
    [InlineData("top")]
    [InlineData("dog")]
    public async Task InvokeAsync_GqaAndObject_CutsAtItsThresholds(string text)
    {
        var result = await InvokeAsync(new Detector(), VisProgTask.Gqa.Loc!, text);

        // 0.5 overlaps the best by less than one half with the sides inside: 41 × 20 of 41 × 41. At 0.1 nothing survives.
        Assert.Equal([Proposals[0] with { Label = null }, Proposals[2] with { Label = null }], ((RegionsValue)result.Value!).Regions);
        Assert.Equal(Proposals, result.Proposals);
    }

    [Fact]
    public async Task InvokeAsync_Tagging_FindsMoreAndNamesIt()
    {
        var result = await InvokeAsync(new Detector(), VisProgTask.Tagging.Loc!, "TOP");

        Assert.Equal(
            [new Region(new PixelBox(10, 10, 50, 50), 0.9, "TOP"), new Region(new PixelBox(90, 70, 100, 80), 0.1, "TOP"), new Region(new PixelBox(60, 60, 70, 70), 0.06, "TOP")],
            ((RegionsValue)result.Value!).Regions);
    }

    [Fact]
    public async Task InvokeAsync_MixedBatch_KeepsTheOrder()
    {
        var detector = new Detector();
        var module = ComposedModules.Loc("LOC", detector, VisProgTask.Gqa.Loc!);

        var results = await module.InvokeAsync([Call("dog"), Call("LEFT"), Call("fail"), Call("cat")], TestContext.Current.CancellationToken);

        Assert.Equal([2, 1, -1, 2], results.Select(r => r.Error is null ? ((RegionsValue)r.Value!).Regions.Length : -1));
        Assert.Equal(["dog", "fail", "cat"], detector.Asked);
    }

    [Fact]
    public void Loc_OverItself_IsRefused()
    {
        var registry = new ModuleRegistry([]);

        Assert.Throws<ArgumentException>(() => ComposedModules.Loc("LOC", () => registry, "LOC", VisProgTask.Gqa.Loc!));
        Assert.Equal(["DETECT"], ComposedModules.Loc("LOC", () => registry, "DETECT", VisProgTask.Gqa.Loc!).Signature.Requires);
    }

    private static ModuleCall Call(string text) => new(ImmutableDictionary<string, ProgramValue>.Empty.Add("image", Image).Add("object", new TextValue(text)));

    private static async Task<ModuleResult> InvokeAsync(IVisualModule detector, VisProgLocSettings settings, string text) =>
        (await ComposedModules.Loc("LOC", detector, settings).InvokeAsync([Call(text)], TestContext.Current.CancellationToken))[0];

    private sealed class Detector() : SingleCallModule(StandardSignatures.Loc("DETECT"), new ModuleVersion("detector"))
    {
        public List<string> Asked { get; } = [];

        protected override ModuleResult Invoke(ModuleCall call)
        {
            Asked.Add(call.Get<TextValue>("object").Text);
            return Asked[^1] == "fail"
                ? throw new InvalidOperationException("no")
                : ModuleResult.FromValue(new RegionsValue([Proposals[0]])) with { Proposals = Proposals };
        }
    }
}
