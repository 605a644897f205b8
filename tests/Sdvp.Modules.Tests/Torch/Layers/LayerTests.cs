using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Torch.Layers;

public sealed class LayerTests
{
    [Fact]
    public void Create_LargeNetwork_TakesNoMemoryAndNamesItsParameters()
    {
        // 400 GB if it had memory.
        using var layer = Networks.Create(() => new LinearLayer(1_000_000, 100_000), CPU, ScalarType.BFloat16);

        Assert.False(layer.IsFilled);
        Assert.Equal(["weight", "bias"], layer.named_parameters().Select(pair => pair.name));
        Assert.Equal([100_000L, 1_000_000L], layer.Weight.shape);
    }

    [Fact]
    public void Forward_LayerWithoutValues_Fails()
    {
        using var scope = NewDisposeScope();
        using var layer = new LinearLayer(2, 3);

        // Either the call or the read fails; there is nothing to read.
        Assert.ThrowsAny<Exception>(() => layer.call(ones(1, 2)).sum().item<float>());
    }

    [Fact]
    public void Forward_EveryLayer_IsTorchSharps()
    {
        using var scope = NewDisposeScope();
        var (linear, norm, embedding, patch) = (nn.Linear(4, 3), nn.LayerNorm(4, 1e-3), nn.Embedding(6, 4), nn.Conv2d(3, 5, 2, stride: 2));
        var (x, ids, image) = (randn(2, 7, 4), tensor(new long[] { 5, 0, 3 }), randn(1, 3, 5, 4));
        using var ownLinear = Fill(new LinearLayer(4, 3), linear);
        using var ownNorm = Fill(new LayerNormLayer(4, 1e-3), norm);
        using var ownEmbedding = Fill(new EmbeddingLayer(6, 4), embedding);
        using var ownPatch = Fill(new PatchLayer(3, 5, 2), patch);

        Assert.True(linear.call(x).eq(ownLinear.call(x)).all().item<bool>());
        Assert.True(norm.call(x).eq(ownNorm.call(x)).all().item<bool>());
        Assert.True(embedding.call(ids).eq(ownEmbedding.call(ids)).all().item<bool>());
        Assert.True(patch.call(image).eq(ownPatch.call(image)).all().item<bool>());
    }

    [Fact]
    public void Backward_PaddingOfEmbedding_GetsNoGradient()
    {
        using var scope = NewDisposeScope();
        using var layer = new EmbeddingLayer(4, 2, padding: 1);
        layer.SetParameter("weight", randn(4, 2));

        layer.call(tensor(new long[] { 1, 2, 2, 1 })).sum().backward();

        Assert.Equal([0f, 0, 0, 0, 2, 2, 0, 0], layer.Weight.grad!.data<float>().ToArray());
    }

    [Fact]
    public void SetParameter_WrongNameOrShape_SaysWhatIsThere()
    {
        using var scope = NewDisposeScope();
        using var layer = new LinearLayer(2, 3);

        Assert.Contains("it has weight, bias", Assert.Throws<ArgumentException>(() => layer.SetParameter("wight", zeros(3, 2))).Message, StringComparison.Ordinal);
        Assert.Contains("[3, 2]", Assert.Throws<ArgumentException>(() => layer.SetParameter("weight", zeros(2, 3))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void To_FilledNetwork_ConvertsEveryParameter()
    {
        using var network = TinyNetwork.Create(1);

        network.to(ScalarType.Float64);

        Assert.All(network.parameters(), parameter => Assert.Equal(ScalarType.Float64, parameter.dtype));
        using var scope = NewDisposeScope();
        Assert.Equal(ScalarType.Float64, network.call(TinyNetwork.Input()).dtype);
    }

    [Fact]
    public void CopyWeights_Network_SharesNothing()
    {
        using var scope = NewDisposeScope();
        using var network = TinyNetwork.Create(1);
        using var copy = Networks.CopyWeights(network, Networks.Create(() => new TinyNetwork(), CPU));
        var before = network.call(TinyNetwork.Input());
        Assert.True(before.eq(copy.call(TinyNetwork.Input())).all().item<bool>());

        using (no_grad())
        {
            foreach (var parameter in copy.parameters())
            {
                parameter.zero_();
            }
        }

        Assert.True(before.eq(network.call(TinyNetwork.Input())).all().item<bool>());
    }

    [Fact]
    public void CreateCopyAndDispose_Network_LeavesNothing() => LeakCheck.AssertLeavesNothing(() =>
    {
        using var scope = NewDisposeScope();
        using var network = TinyNetwork.Create(1);
        using var copy = Networks.CopyWeights(network, Networks.Create(() => new TinyNetwork(), CPU));
        copy.call(TinyNetwork.Input()).sum().backward();
    });

    private static T Fill<T>(T layer, nn.Module source)
        where T : WeightLayer
    {
        foreach (var (name, parameter) in source.named_parameters())
        {
            layer.SetParameter(name, parameter.detach().clone());
        }

        return layer;
    }
}
