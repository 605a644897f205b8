using System.Text.Json;
using Sdvp.Modules.Tests.Weights;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using Sdvp.Modules.Torch.Lora;
using Sdvp.Modules.Weights;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Torch.Lora;

public sealed class LoraAdapterTests : IDisposable
{
    private static readonly LoraOptions s_options = new() { TargetModules = ["query", "head"], Rank = 3, Alpha = 6, Dropout = 0 };

    private readonly TemporaryFolder _folder = new();
    private readonly TinyNetwork _network = TinyNetwork.Create(1);
    private readonly TorchSharp.DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _network.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Attach_NewAdapter_ChangesNothingAndFreezesTheRest()
    {
        var before = Output();

        var adapter = LoraAdapter.Attach(_network, s_options, seed: 2);

        Assert.True(Same(before, Output()));
        Assert.Equal(["head", "layer.0.query", "layer.1.query"], adapter.Paths);
        Assert.All(_network.named_parameters(), pair => Assert.Equal(LoraAdapter.IsParameter(pair.name), pair.parameter.requires_grad));
        Assert.Equal(6, adapter.Parameters.Count());
        Assert.All(adapter.Parameters.Where((_, index) => index % 2 == 0), down => Assert.InRange(down.abs().max().item<float>(), 0.01f, 1 / MathF.Sqrt(8)));
    }

    [Fact]
    public void Training_OfAdapter_LeavesTheSnapshotBehindTheSwitch()
    {
        var before = Output();
        var adapter = Trained();
        var trained = Output();

        Assert.False(Same(before, trained));
        using (adapter.SwitchOff())
        {
            Assert.True(Same(before, Output()));
        }

        Assert.True(Same(trained, Output()));
        adapter.Detach();
        Assert.True(Same(before, Output()));
        Assert.Null(LoraAdapter.Find(_network));
        Assert.DoesNotContain(_network.state_dict().Keys, LoraAdapter.IsParameter);
    }

    [Fact]
    public void Forward_WithAdapter_AddsTheScaledProduct()
    {
        var adapter = Trained();
        var layer = Networks.LinearLayers(_network)["head"];
        var x = randn(4, 8);
        var (down, up) = (layer.AdapterDown!, layer.AdapterUp!);

        var expected = nn.functional.linear(x, layer.Weight) + (x.mm(down.t()).mm(up.t()) * (6.0 / 3));

        Assert.True(expected.allclose(layer.call(x), 1e-5, 1e-6));
        Assert.Equal(2, adapter.Options.Scale);
    }

    [Fact]
    public void Merge_Adapter_ComputesTheSameAndComesOutExactly()
    {
        var weights = Bytes();
        var adapter = Trained();
        var trained = Output();

        adapter.Merge();
        Assert.True(trained.allclose(Output(), 1e-5, 1e-5));
        Assert.Throws<InvalidOperationException>(() => adapter.SwitchOff());
        adapter.Unmerge();

        Assert.True(Same(trained, Output()));
        Assert.Equal(weights, Bytes());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Save_Adapter_LoadsToTheSameNetworkInPeftsLayout(bool isMerged)
    {
        var adapter = Trained();
        var trained = Output();
        if (isMerged)
        {
            adapter.Merge();
        }

        PeftFolder.Save(adapter, _folder.Path, "some/model");

        using var file = SafetensorsFile.Open(_folder.File("adapter_model.safetensors"));
        Assert.Equal(
            ["base_model.model.head.lora_A.weight", "base_model.model.head.lora_B.weight", "base_model.model.layer.0.query.lora_A.weight",
                "base_model.model.layer.0.query.lora_B.weight", "base_model.model.layer.1.query.lora_A.weight", "base_model.model.layer.1.query.lora_B.weight"],
            file.Names);
        Assert.Equal([3L, 8], file.Entries["base_model.model.layer.0.query.lora_A.weight"].Shape);
        Assert.Equal([16L, 3], file.Entries["base_model.model.layer.0.query.lora_B.weight"].Shape);
        using var config = JsonDocument.Parse(File.ReadAllText(_folder.File("adapter_config.json")));
        Assert.Equal("LORA", config.RootElement.GetProperty("peft_type").GetString());
        Assert.Equal("""["query","head"]""", JsonSerializer.Serialize(config.RootElement.GetProperty("target_modules")));
        Assert.Equal("6", config.RootElement.GetProperty("lora_alpha").GetRawText());
        Assert.Equal("some/model", config.RootElement.GetProperty("base_model_name_or_path").GetString());

        using var other = TinyNetwork.Create(1);
        var loaded = PeftFolder.Load(other, _folder.Path);
        Assert.True(Same(trained, other.call(TinyNetwork.Input())));
        Assert.Equal(3, loaded.Options.Rank);
    }

    [Fact]
    public void Load_PatternsOfPeft_GivesEachLayerItsScale()
    {
        var adapter = Trained();
        PeftFolder.Save(adapter, _folder.Path);
        File.WriteAllText(_folder.File("adapter_config.json"), """
            {"peft_type": "LORA", "r": 8, "lora_alpha": 6, "target_modules": ".*query|head", "bias": "none", "rank_pattern": {"query": 3}, "alpha_pattern": {"layer.0.query": 12}, "extra": 1}
            """);
        using var other = TinyNetwork.Create(1);

        var loaded = PeftFolder.Load(other, _folder.Path);

        var layers = Networks.LinearLayers(other);
        Assert.Equal(4, layers["layer.0.query"].Adapter!.Scale);
        Assert.Equal(2, layers["layer.1.query"].Adapter!.Scale);
        PeftFolder.Save(loaded, _folder.File("again"));
        using var third = TinyNetwork.Create(1);
        PeftFolder.Load(third, _folder.File("again"));
        Assert.True(Same(other.call(TinyNetwork.Input()), third.call(TinyNetwork.Input())));
    }

    [Theory]
    [InlineData("""{"peft_type": "IA3"}""", "peft_type")]
    [InlineData("""{"peft_type": "LORA", "target_modules": ["query"], "use_dora": true}""", "use_dora")]
    [InlineData("""{"peft_type": "LORA", "target_modules": ["query"], "bias": "all"}""", "bias")]
    [InlineData("""{"peft_type": "LORA", "target_modules": ["query"], "modules_to_save": ["head"]}""", "modules_to_save")]
    [InlineData("""{"peft_type": "LORA", "target_modules": ["query"], "r": 0}""", "'r'")]
    [InlineData("""{"peft_type": "LORA"}""", "TargetModules")]
    public void Load_ConfigurationThatIsNoPlainLora_NamesTheKey(string config, string key)
    {
        PeftFolder.Save(Trained(), _folder.Path);
        File.WriteAllText(_folder.File("adapter_config.json"), config);
        using var other = TinyNetwork.Create(1);

        Assert.Contains(key, Assert.Throws<InvalidDataException>(() => PeftFolder.Load(other, _folder.Path)).Message, StringComparison.Ordinal);
        Assert.Null(LoraAdapter.Find(other));
    }

    [Theory]
    [InlineData("base_model.model.head.lora_A.weight", "counterpart")]
    [InlineData("base_model.model.layer.0.query.lora_magnitude_vector", "only LoRA")]
    [InlineData("base_model.model.nowhere.lora_A.weight", "no linear layer")]
    public void Load_WeightsOfAnotherNetwork_NamesTheTensor(string name, string reason)
    {
        PeftFolder.Save(Trained(), _folder.Path);
        SafetensorsWriter.Write(_folder.File("adapter_model.safetensors"), [new(name, ones(3, 8))]);
        using var other = TinyNetwork.Create(1);

        var exception = Assert.Throws<InvalidWeightsException>(() => PeftFolder.Load(other, _folder.Path));

        Assert.Equal(name, exception.Key);
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Attach_UnknownTarget_NamesTheLayersThatAreThere() => Assert.Contains(
        "dense, head, query",
        Assert.Throws<ArgumentException>(() => LoraAdapter.Attach(_network, s_options with { TargetModules = ["value"] }, 1)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Attach_NetworkWithoutLinearLayers_SaysWhatItIsBuiltOf()
    {
        using var network = nn.Sequential(("first", nn.Linear(2, 2)), ("act", nn.ReLU()));

        var error = Assert.Throws<ArgumentException>(() => LoraAdapter.Attach(network, s_options, 1));

        Assert.All(["'query' or 'head'", "Sequential", "has no LinearLayer", "Linear, ReLU"], part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Fold_TrainedAdapter_BecomesPartOfTheWeights()
    {
        var start = WeightsHash.Compute(_network, "x");
        var adapter = Trained();
        Assert.Equal(start, WeightsHash.ComputeWithoutAdapter(_network, "x"));
        Assert.NotEqual(start, WeightsHash.Compute(_network, "x"));
        var (names, expected) = (_network.state_dict().Keys.Where(n => !LoraAdapter.IsParameter(n)).Order().ToList(), Output());

        adapter.Fold();

        Assert.True(expected.allclose(Output(), 1e-5, 1e-5));
        Assert.Null(LoraAdapter.Find(_network));
        Assert.Equal(names, _network.state_dict().Keys.Order());
        Assert.NotEqual(start, WeightsHash.Compute(_network, "x"));
    }

    [Fact]
    public void Multiply_Adapter_ScalesWhatItAdds()
    {
        using var untouched = TinyNetwork.Create(1);
        var adapter = Trained();
        var layer = Networks.LinearLayers(_network)["head"];
        var added = layer.AdapterUp!.mm(layer.AdapterDown!);

        adapter.Multiply(0.25);

        Assert.True((added * 0.25).allclose(layer.AdapterUp!.mm(layer.AdapterDown!)));
        Assert.Throws<ArgumentOutOfRangeException>(() => adapter.Multiply(double.NaN));
        adapter.Merge();
        Assert.Contains("Unmerge", Assert.Throws<InvalidOperationException>(() => adapter.Multiply(0)).Message, StringComparison.Ordinal);
        adapter.Unmerge();
        adapter.Multiply(0);
        Assert.True(Same(untouched.call(TinyNetwork.Input()), Output()));
    }

    [Fact]
    public void CopyWeights_NetworkWithAdapter_CopiesItInItsState()
    {
        var adapter = Trained();
        adapter.Merge();
        using var copy = Networks.CopyWeights(_network, Networks.Create(() => new TinyNetwork(), CPU));

        Assert.True(Same(Output(), copy.call(TinyNetwork.Input())));
        adapter.Unmerge();
        LoraAdapter.Find(copy)!.Unmerge();
        Assert.True(Same(Output(), copy.call(TinyNetwork.Input())));
        Assert.Equal(WeightsHash.Compute(_network, "x"), WeightsHash.Compute(copy, "x"));
        adapter.IsEnabled = false;
        Assert.NotEqual(WeightsHash.Compute(_network, "x"), WeightsHash.Compute(copy, "x"));
    }

    [Fact]
    public void AttachTrainAndDetach_Repeated_LeavesNothing() => LeakCheck.AssertLeavesNothing(() =>
    {
        using var scope = NewDisposeScope();
        using var network = TinyNetwork.Create(1);
        var adapter = LoraAdapter.Attach(network, s_options, 1);
        network.call(TinyNetwork.Input()).sum().backward();
        adapter.Merge();
        PeftFolder.Save(adapter, _folder.Path);
        adapter.Detach();
        PeftFolder.Load(network, _folder.Path).Merge();
        LoraAdapter.Find(network)!.Fold();
        PeftFolder.Fold(network, _folder.Path);
    });

    private LoraAdapter Trained()
    {
        var adapter = LoraAdapter.Attach(_network, s_options, seed: 2);
        using var optimizer = new AdamWOptimizer(adapter.Parameters);
        for (var step = 0; step < 3; step++)
        {
            optimizer.ClearGradients();
            _network.call(TinyNetwork.Input()).pow(2).sum().backward();
            optimizer.Step(0.05);
        }

        return adapter;
    }

    private Tensor Output() => _network.call(TinyNetwork.Input()).detach();

    private string Bytes() => string.Join(';', _network.state_dict().Where(pair => !LoraAdapter.IsParameter(pair.Key)).Select(pair => Convert.ToHexString(pair.Value.bytes)));

    private static bool Same(Tensor left, Tensor right) => left.eq(right).all().item<bool>();
}
