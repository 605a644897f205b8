using CsCheck;
using Sdvp.Modules.Text;

namespace Sdvp.Modules.Tests.Text;

public sealed class BytePairMergerTests
{
    [Fact]
    public void Merge_LearnedList_IsTheSameByQueueAndEverywhere()
    {
        (string, string)[] merges = [("a", "b"), ("ab", "a"), ("b", "b</w>"), ("ab", "ab"), ("aba", "bb</w>"), ("c", "c")];
        var merger = new BytePairMerger(merges);
        Assert.True(merger.UsesQueue);

        // The same list with a pair at the end that makes it no learned one, and never applies.
        var other = new BytePairMerger([.. merges, ("zab", "x"), ("z", "ab")]);
        Assert.False(other.UsesQueue);

        Gen.Char["abc"].Array[1, 40].Select(characters => new string(characters)).Sample(word => Assert.Equal(other.Merge(word), merger.Merge(word)), iter: 2000);
    }

    [Theory]
    [InlineData("aaaaa", "aa aa a</w>")]
    [InlineData("a", "a</w>")]
    public void Merge_PairThatIsRankedBeforeItsParts_IsMergedEverywhereAtOnce(string word, string symbols)
    {
        var merger = new BytePairMerger([("aa", "a"), ("a", "a"), ("a", "a</w>")]);

        Assert.False(merger.UsesQueue);
        Assert.Equal(symbols, string.Join(' ', merger.Merge(word)));
    }
}
