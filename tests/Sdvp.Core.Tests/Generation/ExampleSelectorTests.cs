using CsCheck;
using Sdvp.Core.Generation;
using Sdvp.Core.Generation.Profiles;

namespace Sdvp.Core.Tests.Generation;

public class ExampleSelectorTests
{
    [Fact]
    public void Select_All_KeepsTheOrder() => Assert.Equal(
        VisProgProfiles.Gqa.Examples, ExampleSelector.Select(VisProgProfiles.Gqa.Examples, "?", ExampleSelection.All, 2, 1, 0));

    [Theory]
    [InlineData("Is there a spoon to the left of the plate?", "Is there a mug to the left of the laptop?")]
    [InlineData("Do the sofa and the wall have the same color?", "Do the curtain and the carpet have the same color?")]
    [InlineData("How many plates are on the shelf?", "How many cups are there on the tray to the right of the teapot?")]
    [InlineData("Which room is it?", "Which room is shown here?")]
    public void Select_Nearest_PutsTheNearestLast(string question, string expected) => Assert.Equal(
        expected, ExampleSelector.Select(VisProgProfiles.Gqa.Examples, question, ExampleSelection.Nearest, 3, 1, 0)[^1].Question);

    [Fact]
    public void Select_NearestWithNothingInCommon_GivesTheFirst() => Assert.Equal(
        VisProgProfiles.Nlvr.Examples.Take(2).Reverse(), ExampleSelector.Select(VisProgProfiles.Nlvr.Examples, "???", ExampleSelection.Nearest, 2, 1, 0));

    [Fact]
    public void Select_Random_HangsOnSeedAndSampleAlone()
    {
        var examples = VisProgProfiles.Gqa.Examples;

        Assert.Equal(Draw(1, 0), Draw(1, 0));
        Assert.True(Enumerable.Range(0, 20).Select(seed => string.Join('|', Draw(seed, 0))).Distinct().Count() > 15);
        Assert.True(Enumerable.Range(0, 20).Select(sample => string.Join('|', Draw(1, sample))).Distinct().Count() > 15);

        IEnumerable<string> Draw(int seed, int sample) =>
            ExampleSelector.Select(examples, $"any {seed}", ExampleSelection.Random, 4, seed, sample).Select(e => e.Question);
    }

    [Fact]
    public void Select_RandomManyTimes_IsFair()
    {
        var examples = VisProgProfiles.Gqa.Examples;
        var first = Enumerable.Range(0, 2000).CountBy(seed => ExampleSelector.Select(examples, "", ExampleSelection.Random, 1, seed, 0)[0].Question).ToArray();

        Assert.Equal(examples.Length, first.Length);
        Assert.All(first, count => Assert.InRange(count.Value, 140, 260));
    }

    [Fact]
    public void Select_AnySettings_GivesDistinctExamplesOfTheProfile() =>
        Gen.Select(Gen.Enum<ExampleSelection>(), Gen.Int[0, 20], Gen.Int, Gen.Int[0, 50], Gen.String).Sample((selection, count, seed, sample, question) =>
        {
            var selected = ExampleSelector.Select(VisProgProfiles.Gqa.Examples, question, selection, count, seed, sample);
            Assert.Equal(selection == ExampleSelection.All ? 10 : Math.Min(count, 10), selected.Length);
            Assert.Equal(selected.Length, selected.Distinct().Count());
            Assert.Subset(VisProgProfiles.Gqa.Examples.ToHashSet(), selected.ToHashSet());
        }, iter: 300);

    [Fact]
    public void Compare_AnyTexts_LiesBetween0And1AndKnowsItself() =>
        Gen.String[Gen.Char["abc de?'-é1"], 0, 20].Array[1, 5].Sample(texts =>
        {
            var similarities = LexicalSimilarity.Compare(texts[0], texts);
            Assert.All(similarities, s => Assert.InRange(s, 0, 1 + 1e-9));
            Assert.True(similarities[0] == 0 || similarities[0] > 1 - 1e-9);
        }, iter: 500);
}
