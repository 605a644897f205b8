using Sdvp.Modules.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Weights;

public sealed class ModuleWeightsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_SavedNetwork_HasTheSameHashAndOutputs()
    {
        using var saved = Network(3);
        using var loaded = Network(3);
        var path = _folder.File("model.safetensors");

        ModuleWeights.Save(saved, path);
        var report = ModuleWeights.Load(loaded, path);

        Assert.Empty(report.Missing);
        Assert.Empty(report.Unexpected);
        Assert.Equal(WeightsHash.Compute(saved, "a"), WeightsHash.Compute(loaded, "a"));
        using var scope = NewDisposeScope();
        Assert.True(saved.call(ones(2, 4)).Equals(loaded.call(ones(2, 4))));
    }

    [Fact]
    public void Load_NamesThatDoNotMeet_AreListedAndTheNetworkStays()
    {
        using var network = Network(3);
        var before = WeightsHash.Compute(network, "a");
        var path = Save(("0.weight", ones(3, 4)), ("stranger", ones(1)));

        var exception = Assert.Throws<InvalidWeightsException>(() => ModuleWeights.Load(network, path));

        Assert.Contains("Missing: 0.bias, 2.bias, 2.num_batches_tracked, 2.running_mean, 2.running_var, 2.weight.", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Unexpected: stranger.", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, WeightsHash.Compute(network, "a"));
    }

    [Fact]
    public void Load_NotStrict_LoadsWhatMeetsAndReportsTheRest()
    {
        using var network = Network(3);
        var path = Save(("0.weight", ones(3, 4)), ("stranger", ones(1)));

        var report = ModuleWeights.Load(network, path, strict: false);

        Assert.Equal(["stranger"], report.Unexpected);
        Assert.Equal(6, report.Missing.Length);
        using var scope = NewDisposeScope();
        Assert.True(network.state_dict()["0.weight"].Equals(ones(3, 4)));
    }

    [Fact]
    public void Load_WrongShape_NamesTheTensorAndTheNetworkStays()
    {
        using var wide = Network(5);
        using var network = Network(3);
        var before = WeightsHash.Compute(network, "a");
        ModuleWeights.Save(wide, _folder.File("wide"));

        var exception = Assert.Throws<InvalidWeightsException>(() => ModuleWeights.Load(network, _folder.File("wide")));

        Assert.Equal("0.bias", exception.Key);
        Assert.Contains("[5]", exception.Message, StringComparison.Ordinal);
        Assert.Contains("[3]", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, WeightsHash.Compute(network, "a"));
    }

    [Fact]
    public void Load_HalfPrecisionAndOtherNames_ConvertsAndRenames()
    {
        using var network = nn.Linear(2, 1);
        var path = Save(("model.weight", tensor([1.5f, -2f]).view(1, 2).half()), ("model.bias", tensor([0.25f]).bfloat16()), ("model.position_ids", ones(3)));

        ModuleWeights.Load(network, path, rename: name => name == "model.position_ids" ? null : name.Replace("model.", string.Empty, StringComparison.Ordinal));

        Assert.Equal(ScalarType.Float32, network.weight.dtype);
        Assert.Equal([1.5f, -2f], network.weight.data<float>().ToArray());
        Assert.Equal([0.25f], network.bias!.data<float>().ToArray());
    }

    [Fact]
    public void Load_WholeNumbersForWeights_IsRefused()
    {
        using var network = nn.Linear(2, 1);
        var path = Save(("weight", ones(1, 2, dtype: ScalarType.Int64)), ("bias", ones(1)));

        Assert.Equal("weight", Assert.Throws<InvalidWeightsException>(() => ModuleWeights.Load(network, path)).Key);
    }

    [Fact]
    public void Compute_AnyChange_ChangesTheHash()
    {
        using var network = Network(3);
        var before = WeightsHash.Compute(network, "a");

        Assert.Equal(before, WeightsHash.Compute(network, "a"));
        Assert.NotEqual(before, WeightsHash.Compute(network, "b"));
        using (no_grad())
        {
            network.state_dict()["2.running_mean"][1].add_(1e-6f).Dispose();
        }

        Assert.NotEqual(before, WeightsHash.Compute(network, "a"));
    }

    [Fact]
    public void Compute_KnownWeights_HasNotChangedSinceItWasDefined()
    {
        // Versions are kept in records and caches: a change of this value makes all of them stale.
        using var network = nn.Linear(2, 1);
        ModuleWeights.Load(network, Save(("weight", tensor([1f, 2f]).view(1, 2)), ("bias", tensor([3f]))));

        Assert.Equal("6a5239dc146284621157f7a420d147d5452adf16224a901b8b0446328081834d", WeightsHash.Compute(network, "linear").Id);
    }

    [Fact]
    public void SaveLoadAndHash_Repeated_LeaveNoTensor()
    {
        using var network = Network(3);

        LeakCheck.AssertLeavesNothing(() =>
        {
            ModuleWeights.Save(network, _folder.File("leak"));
            ModuleWeights.Load(network, _folder.File("leak"));
            WeightsHash.Compute(network, "a");
        });
    }

    private static nn.Module<Tensor, Tensor> Network(int width) => nn.Sequential(nn.Linear(4, width), nn.ReLU(), nn.BatchNorm1d(width));

    private string Save(params (string Name, Tensor Tensor)[] tensors)
    {
        using var scope = NewDisposeScope();
        var path = _folder.File("given.safetensors");
        SafetensorsWriter.Write(path, tensors.Select(pair => KeyValuePair.Create(pair.Name, pair.Tensor)));
        foreach (var (_, tensor) in tensors)
        {
            tensor.Dispose();
        }

        return path;
    }
}
