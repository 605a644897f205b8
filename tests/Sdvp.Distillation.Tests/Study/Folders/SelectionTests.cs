using CsCheck;
using Sdvp.Samples.Study.World.Folders;

namespace Sdvp.Distillation.Tests.Study.Folders;

public sealed class SelectionTests
{
    [Fact]
    public void ToArray_AnyOrderOfTheFile_ChoosesTheSameInTheSameOrder() =>
        Gen.Select(Gen.Int[0, 2000].Array[0, 300], Gen.Int[1, 50], Gen.Int[1, 5]).Sample((numbers, limit, seed) =>
        {
            var forward = Choose(numbers, limit, seed);
            var backward = Choose(numbers.Reverse(), limit, seed);

            Assert.Equal(forward, backward);
            Assert.Equal(Math.Min(limit, numbers.Distinct().Count()), forward.Length);
            Assert.Equal(forward.Length, forward.Distinct().Count());
        });

    [Fact]
    public void ToArray_LargerLimit_BeginsWithTheSmallerSelection() =>
        Assert.Equal(Choose(Enumerable.Range(0, 500), 20, 1), Choose(Enumerable.Range(0, 500), 60, 1)[..20]);

    [Fact]
    public void ToArray_OtherSeedOrName_ChoosesOthers()
    {
        var numbers = Enumerable.Range(0, 500).ToArray();

        Assert.NotEqual(Choose(numbers, 20, 1), Choose(numbers, 20, 2));
        Assert.NotEqual(Choose(numbers, 20, 1), Choose(numbers, 20, 1, "other"));
    }

    [Fact]
    public void Offer_ManyItems_HoldsNoMoreThanTheLimit()
    {
        var selection = new Selection<int>(7, 1, "split");
        for (var i = 0; i < 5000; i++)
        {
            selection.Offer($"{i}", i);
            Assert.True(selection.Count <= 7);
        }

        Assert.Equal((5000, 7), (selection.Offered, selection.Count));
    }

    private static int[] Choose(IEnumerable<int> numbers, int limit, long seed, string name = "split")
    {
        var selection = new Selection<int>(limit, seed, name);
        foreach (var number in numbers)
        {
            selection.Offer($"{number}", number);
        }

        return [.. selection.ToArray()];
    }
}
