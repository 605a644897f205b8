using Sdvp.Modules.Clip;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Clip;

public sealed class ClipTextTowerTests : IDisposable
{
    private static readonly ClipTextConfig Small = new() { VocabularySize = 20, HiddenSize = 8, IntermediateSize = 12, Layers = 2, Heads = 2, MaxPositions = 6 };

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Encode_EndTokenTwo_PoolsAtTheLargestId() => Assert.Equal([3, 1], PooledPlaces(Small with { EndToken = 2 }, false));

    [Fact]
    public void Encode_OtherEndToken_PoolsAtItsFirstPlaceOrAtTheBeginning() => Assert.Equal([1, 0], PooledPlaces(Small with { EndToken = 7 }, false));

    [Fact]
    public void Encode_OwlVit_PoolsAtTheLargestIdWhateverTheConfigurationSays() => Assert.Equal([3, 1], PooledPlaces(Small with { EndToken = 7 }, true));

    [Fact]
    public void Encode_LaterTokens_DoNotChangeEarlierOnes()
    {
        using var tower = Create(Small);
        var first = tower.Encode(tensor(new long[] { 1, 5, 6, 2 }, 1, 4), null).HiddenStates;

        var second = tower.Encode(tensor(new long[] { 1, 5, 9, 9 }, 1, 4), null).HiddenStates;

        Assert.True(first.narrow(1, 0, 2).sub(second.narrow(1, 0, 2)).abs().max().item<float>() < 1e-6);
        Assert.True(first.narrow(1, 2, 2).sub(second.narrow(1, 2, 2)).abs().max().item<float>() > 1e-3);
    }

    [Fact]
    public void Encode_TooManyTokens_SaysHowManyAreTaken()
    {
        using var tower = Create(Small);

        var error = Assert.Throws<ArgumentException>(() => tower.Encode(ones([1, 7], int64), null));

        Assert.Contains("7 tokens", error.Message, StringComparison.Ordinal);
        Assert.Contains("at most 6", error.Message, StringComparison.Ordinal);
    }

    private static int[] PooledPlaces(ClipTextConfig config, bool largestIdIsEnd)
    {
        using var tower = Create(config, largestIdIsEnd);
        var output = tower.Encode(tensor(new long[] { 1, 7, 3, 19, 7, 19, 4, 18, 18, 2, 5, 6 }, 2, 6), null);
        return [.. Enumerable.Range(0, 2).Select(row => Enumerable.Range(0, 6).Single(
            place => output.HiddenStates[row, place].sub(output.Pooled[row]).abs().max().item<float>() == 0))];
    }

    private static ClipTextTower Create(ClipTextConfig config, bool largestIdIsEnd = false) =>
        Networks.Randomize(Networks.Create(() => new ClipTextTower(config, largestIdIsEnd), CPU), CPU, 3, 0.5);
}
