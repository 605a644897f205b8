using Sdvp.Core.Values;
using Sdvp.Modules.OwlVit;

namespace Sdvp.Modules.Tests.OwlVit;

public sealed class OwlVitRegionsTests
{
    private static readonly BoxCorners[] Boxes = [new(0.1f, 0.1f, 0.4f, 0.4f), new(0.12f, 0.1f, 0.42f, 0.4f), new(0.5f, 0.5f, 1.3f, 1.2f), new(-0.2f, -0.1f, 0.3f, 0.09f)];

    [Fact]
    public void Select_VisProg_SuppressesTruncatesAndStopsBeforeTheBorder()
    {
        var result = OwlVitRegions.Select([0.9f, 0.95f, 0.3f, 0.1f], Boxes, 100, 80, "dog", OwlVitLocOptions.VisProg);

        Assert.Equal(
            [new Region(new PixelBox(12, 8, 42, 32), 0.95f, "dog"), new Region(new PixelBox(50, 40, 99, 79), 0.3f, "dog")],
            ((RegionsValue)result.Value!).Regions);
        // What is no more than the threshold is a proposal.
        Assert.Equal([0.95f, 0.3f, 0.1f], result.Proposals.Select(p => (float)p.Score));
        Assert.Equal(new PixelBox(0, 0, 30, 7), result.Proposals[2].Box);
    }

    [Fact]
    public void Select_Detection_ReachesTheBorder() => Assert.Equal(
        new PixelBox(50, 40, 100, 80),
        ((RegionsValue)OwlVitRegions.Select([0, 0, 0.9f, 0], Boxes, 100, 80, "dog", OwlVitLocOptions.Detection).Value!).Regions.Single().Box);

    [Fact]
    public void Select_Tagging_TakesLowerScoresAndLessOverlap()
    {
        var result = OwlVitRegions.Select([0.06f, 0.05f, 0.04f, 0], Boxes, 100, 80, "dog", OwlVitLocOptions.Tagging);

        Assert.Equal([0.06f], ((RegionsValue)result.Value!).Regions.Select(r => (float)r.Score));
        Assert.Equal([0.06f, 0.04f], result.Proposals.Select(p => (float)p.Score));
    }

    [Fact]
    public void Select_BoxOutsideOfTheImage_IsNone()
    {
        var result = OwlVitRegions.Select([0.9f], [new BoxCorners(1.1f, 0.2f, 1.4f, 0.4f)], 100, 80, "dog", OwlVitLocOptions.VisProg);

        Assert.Empty(((RegionsValue)result.Value!).Regions);
        Assert.Empty(result.Proposals);
    }

    [Fact]
    public void Select_ManyProposals_KeepsAllThatAreFound()
    {
        BoxCorners[] many = [.. Enumerable.Range(0, 9).Select(i => new BoxCorners(i / 10f, 0, (i / 10f) + 0.05f, 0.5f))];

        var result = OwlVitRegions.Select(
            [0.9f, 0.8f, 0.7f, 0.09f, 0.08f, 0.07f, 0.06f, 0.05f, 0.001f], many, 200, 100, "dog", OwlVitLocOptions.VisProg with { MaxProposals = 2 });

        Assert.Equal(3, ((RegionsValue)result.Value!).Regions.Length);
        Assert.Equal(5, result.Proposals.Length);
    }
}
