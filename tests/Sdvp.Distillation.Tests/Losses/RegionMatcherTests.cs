using System.Collections.Immutable;
using CsCheck;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;
using Sdvp.Distillation.Losses;

namespace Sdvp.Distillation.Tests.Losses;

public sealed class RegionMatcherTests
{
    private static readonly float[] Halves = [0, 0, 0.5f, 1, 0.5f, 0, 1, 1];

    [Fact]
    public void Assign_RegionsInAnyOrder_GoToTheirCandidates() =>
        Assert.Equal([1, 0], RegionMatcher.Assign(Halves, 10, 20, [Region(5, 0, 10, 20), Region(0, 0, 5, 20)]));

    [Fact]
    public void Assign_TwoRegionsForOneCandidate_BetterOneTakesIt() =>
        Assert.Equal([-1, 0], RegionMatcher.Assign(Halves, 10, 20, [Region(0, 0, 4, 20), Region(0, 0, 5, 20)]));

    [Fact]
    public void Assign_OverlapBelowMinimum_IsNotAssigned()
    {
        ImmutableArray<RegionLabel> third = [Region(0, 0, 5, 8)];

        Assert.Equal([-1], RegionMatcher.Assign(Halves, 10, 20, third));
        Assert.Equal([0], RegionMatcher.Assign(Halves, 10, 20, third, minimumIntersectionOverUnion: 0.4));
    }

    [Fact]
    public void Assign_MinimumZero_StillNeedsOverlap() =>
        Assert.Equal([-1], RegionMatcher.Assign(Halves.AsSpan(0, 4), 10, 20, [Region(6, 0, 10, 20)], minimumIntersectionOverUnion: 0));

    [Fact]
    public void Assign_NoCandidates_AssignsNothing() => Assert.Equal([-1], RegionMatcher.Assign([], 10, 20, [Region(0, 0, 5, 5)]));

    [Fact]
    public void Assign_NoMultipleOfFour_Throws() => Assert.Throws<ArgumentException>(() => RegionMatcher.Assign([0, 0, 1], 10, 20, []));

    [Fact]
    public void Assign_AnyBoxes_CandidatesAreTakenOnceAndFit()
    {
        var boxes = Gen.Select(Gen.Int[0, 20], Gen.Int[0, 20], Gen.Int[1, 20], Gen.Int[1, 20]).Select((l, t, w, h) => new PixelBox(l, t, l + w, t + h));
        Gen.Select(boxes.Array[0, 12], boxes.Array[0, 12]).Sample((candidates, regions) =>
        {
            float[] fractions = [.. candidates.SelectMany(c => new[] { c.Left / 40f, c.Top / 40f, c.Right / 40f, c.Bottom / 40f })];
            var assigned = RegionMatcher.Assign(fractions, 40, 40, [.. regions.Select(r => new RegionLabel(r, 1))], 0.3);

            Assert.Equal(regions.Length, assigned.Length);
            var taken = assigned.Where(a => a >= 0).ToArray();
            Assert.Equal(taken.Length, taken.Distinct().Count());
            for (var i = 0; i < regions.Length; i++)
            {
                // What is left out has no free candidate that fits.
                var free = Enumerable.Range(0, candidates.Length).Where(c => !taken.Contains(c)).Select(c => candidates[c].IntersectionOverUnion(regions[i]));
                Assert.True(assigned[i] >= 0 ? candidates[assigned[i]].IntersectionOverUnion(regions[i]) > 0.299 : free.All(f => f < 0.301));
            }
        });
    }

    private static RegionLabel Region(int left, int top, int right, int bottom) => new(new PixelBox(left, top, right, bottom), 1);
}
