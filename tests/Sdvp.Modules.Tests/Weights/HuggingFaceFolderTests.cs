using System.Collections.Immutable;
using System.Text.Json;
using Sdvp.Modules.Tests.Torch;
using Sdvp.Modules.Torch.Layers;
using Sdvp.Modules.Torch.Lora;
using Sdvp.Modules.Weights;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Weights;

public sealed class HuggingFaceFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TinyNetwork _network = TinyNetwork.Create(1);
    private readonly TorchSharp.DisposeScope _scope = NewDisposeScope();

    public HuggingFaceFolderTests() => File.WriteAllText(_folder.File("config.json"), """{"model_type": "tiny", "torch_dtype": "float32", "a": null}""");

    public void Dispose()
    {
        _scope.Dispose();
        _network.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Open_FolderWithoutConfig_SaysSo() =>
        Assert.Contains("config.json", Assert.Throws<InvalidDataException>(() => HuggingFaceFolder.Open(_folder.File("nowhere"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Load_NoWeights_NamesWhatIsExpected()
    {
        File.WriteAllText(_folder.File("pytorch_model.bin"), "x");

        var exception = Assert.Throws<InvalidWeightsException>(() => Load());

        Assert.Contains("model.safetensors", exception.Message, StringComparison.Ordinal);
        Assert.Contains("safe_serialization", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_MissingAndUnexpectedTensors_AreListedAndNothingIsWritten()
    {
        var tensors = State();
        tensors.Remove("head.weight");
        tensors.Add("stranger", ones(1));
        Write(tensors);
        using var target = Networks.Create(() => new TinyNetwork(), CPU);

        var exception = Assert.Throws<InvalidWeightsException>(() => HuggingFaceFolder.Open(_folder.Path).Load(target));
        var report = HuggingFaceFolder.Open(_folder.Path).Load(target, options: new HuggingFaceLoadOptions { IsStrict = false });

        Assert.Contains("Missing: head.weight. Unexpected: stranger.", exception.Message, StringComparison.Ordinal);
        Assert.Equal(["head.weight"], report.Missing);
        Assert.Equal(["stranger"], report.Unexpected);
        Assert.Throws<InvalidOperationException>(() => HuggingFaceFolder.Open(_folder.Path).Save(target, _folder.File("out")));
    }

    [Fact]
    public void Load_WrongShape_NamesFileKeyAndShapes()
    {
        var tensors = State();
        tensors["layer.0.query.bias"] = ones(3);
        Write(tensors);

        var exception = Assert.Throws<InvalidWeightsException>(() => Load());

        Assert.Equal("layer.0.query.bias", exception.Key);
        Assert.Contains("[3]", exception.Message, StringComparison.Ordinal);
        Assert.Contains("[16]", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OldNamesAliasesAndLegacyKeys_FindTheirPlaces()
    {
        var map = new HuggingFaceKeyMap
        {
            ToKey = name => name.Replace("layer.", "encoder.layer.", StringComparison.Ordinal),
            Tied = ImmutableDictionary<string, string>.Empty.Add("decoder.weight", "head.weight").Add("decoder.bias", "offset"),
        };
        var tensors = State().ToDictionary(pair => map.ToKey(pair.Key), pair => pair.Value);
        foreach (var key in tensors.Keys.Where(key => key.Contains(".norm.", StringComparison.Ordinal)).ToList())
        {
            tensors.Add(key.Replace("norm.weight", "norm.gamma", StringComparison.Ordinal).Replace("norm.bias", "norm.beta", StringComparison.Ordinal), tensors[key]);
            tensors.Remove(key);
        }

        tensors.Remove("head.weight", out var head);
        tensors.Add("decoder.weight", head!);
        tensors.Add("decoder.bias", tensors["offset"]);
        tensors.Add("embeddings.position_ids", arange(5, ScalarType.Int64));
        Write(tensors);

        using var loaded = Load(map);

        Assert.True(Same(_network, loaded));
        HuggingFaceFolder.Open(_folder.Path).Save(loaded, _folder.File("out"), map);
        Assert.Equal(File.ReadAllBytes(_folder.File("model.safetensors")), File.ReadAllBytes(Path.Combine(_folder.File("out"), "model.safetensors")));
    }

    [Fact]
    public void Load_TwoKeysForOneTensor_IsRefused()
    {
        var tensors = State();
        tensors.Add("layer.0.norm.gamma", tensors["layer.0.norm.weight"]);
        Write(tensors);

        Assert.Contains("both meant for 'layer.0.norm.weight'", Assert.Throws<InvalidWeightsException>(() => Load()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../model.safetensors")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData("a\\\\b")]
    [InlineData("")]
    public void Load_ShardOutsideTheFolder_IsRefused(string shard)
    {
        File.WriteAllText(_folder.File("model.safetensors.index.json"), "{\"weight_map\": {\"head.weight\": \"" + shard + "\"}}");

        var exception = Assert.Throws<InvalidWeightsException>(() => Load());

        Assert.Equal("head.weight", exception.Key);
        Assert.Contains("plain name", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"weight_map": {"head.weight": "one.safetensors", "other": "one.safetensors"}}""", "does not")]
    [InlineData("""{"weight_map": {"head.weight": "none.safetensors"}}""", "none.safetensors")]
    [InlineData("""{"weight_map": {"head.weight": 3}}""", "a text")]
    [InlineData("""{"weight_map": []}""", "an object")]
    [InlineData("""{"weight_map":""", "JSON")]
    [InlineData("""{"weight_map": {"head.weight": "one.safetensors", "x": "two.safetensors"}}""", "holds it too")]
    public void Load_DamagedIndex_SaysWhy(string index, string reason)
    {
        SafetensorsWriter.Write(_folder.File("one.safetensors"), [new("head.weight", ones(1))]);
        SafetensorsWriter.Write(_folder.File("two.safetensors"), [new("x", ones(1)), new("head.weight", ones(1))]);
        File.WriteAllText(_folder.File("model.safetensors.index.json"), index);

        Assert.Contains(reason, Assert.Throws<InvalidWeightsException>(() => Load()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Save_ShardedFolderInPlace_LeavesOneFileThatLoads()
    {
        var tensors = State();
        SafetensorsWriter.Write(_folder.File("one.safetensors"), tensors.Take(5));
        SafetensorsWriter.Write(_folder.File("two.safetensors"), tensors.Skip(5));
        var map = tensors.Keys.Select((key, index) => (key, index)).ToDictionary(pair => pair.key, pair => pair.index < 5 ? "one.safetensors" : "two.safetensors");
        File.WriteAllText(_folder.File("model.safetensors.index.json"), JsonSerializer.Serialize(new { weight_map = map }));
        using var loaded = Load();

        HuggingFaceFolder.Open(_folder.Path).Save(loaded, _folder.Path);

        Assert.Equal(["config.json", "model.safetensors"], Directory.GetFiles(_folder.Path).Select(file => Path.GetFileName(file)).Order());
        using var again = Load();
        Assert.True(Same(_network, again));
    }

    [Fact]
    public void Save_WidenedWeights_GoBackAsTheyWereUnlessTheyWereTrained()
    {
        Write(State().ToDictionary(pair => pair.Key, pair => pair.Value.to(ScalarType.BFloat16)));
        File.WriteAllText(_folder.File("config.json"), """{"torch_dtype": "bfloat16", "dtype": "bfloat16"}""");
        File.WriteAllText(_folder.File("vocab.txt"), "x");
        File.WriteAllText(_folder.File("pytorch_model.bin"), "old weights");
        using var loaded = Load();
        var folder = HuggingFaceFolder.Open(_folder.Path);

        folder.Save(loaded, _folder.File("same"));
        using (no_grad())
        {
            loaded.parameters().First().add_(1e-6);
        }

        folder.Save(loaded, _folder.File("trained"));

        Assert.Equal(File.ReadAllBytes(_folder.File("model.safetensors")), File.ReadAllBytes(Path.Combine(_folder.File("same"), "model.safetensors")));
        Assert.Equal("bfloat16", HuggingFaceFolder.Open(_folder.File("same")).Config.GetString("torch_dtype", null));
        var trained = HuggingFaceFolder.Open(_folder.File("trained"));
        Assert.All(trained.ReadEntries().Values, entry => Assert.Equal(ScalarType.Float32, entry.Type));
        Assert.Equal("float32", trained.Config.GetString("torch_dtype", null));
        Assert.Equal("float32", trained.Config.GetString("dtype", null));
        Assert.Equal(["config.json", "model.safetensors", "vocab.txt"], Directory.GetFiles(trained.Path).Select(file => Path.GetFileName(file)).Order());
    }

    [Fact]
    public void Save_NetworkWithAdapter_LeavesTheAdapterOut()
    {
        Write(State());
        using var loaded = Load();
        LoraAdapter.Attach(loaded, new LoraOptions { TargetModules = ["query"] }, 1);

        HuggingFaceFolder.Open(_folder.Path).Save(loaded, _folder.File("out"));

        Assert.Equal(File.ReadAllBytes(_folder.File("model.safetensors")), File.ReadAllBytes(Path.Combine(_folder.File("out"), "model.safetensors")));
    }

    [Fact]
    public void Load_MappedNetwork_TrainsWithoutTouchingTheFile()
    {
        Write(State());
        var before = File.ReadAllBytes(_folder.File("model.safetensors"));
        using var loaded = Load();
        using var optimizer = new Sdvp.Modules.Torch.AdamWOptimizer(loaded.parameters());
        loaded.call(TinyNetwork.Input()).sum().backward();
        optimizer.Step(0.1);

        Assert.False(Same(_network, loaded));
        Assert.Equal(before, File.ReadAllBytes(_folder.File("model.safetensors")));
    }

    [Fact]
    public void LoadAndSave_Repeated_LeaveNothing()
    {
        Write(State());
        LeakCheck.AssertLeavesNothing(() =>
        {
            using var mapped = Load();
            using var copied = Load(options: new HuggingFaceLoadOptions { IsMapped = false, Type = ScalarType.BFloat16 });
            HuggingFaceFolder.Open(_folder.Path).Save(mapped, _folder.File("out"));
        });
    }

    private static bool Same(TinyNetwork left, TinyNetwork right)
    {
        using var scope = NewDisposeScope();
        return left.call(TinyNetwork.Input()).eq(right.call(TinyNetwork.Input())).all().item<bool>();
    }

    private Dictionary<string, Tensor> State() => _network.state_dict();

    private void Write(Dictionary<string, Tensor> tensors) => SafetensorsWriter.Write(_folder.File("model.safetensors"), tensors);

    private TinyNetwork Load(HuggingFaceKeyMap? map = null, HuggingFaceLoadOptions? options = null)
    {
        var network = Networks.Create(() => new TinyNetwork(), CPU);
        try
        {
            HuggingFaceFolder.Open(_folder.Path).Load(network, map, options);
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }
}
