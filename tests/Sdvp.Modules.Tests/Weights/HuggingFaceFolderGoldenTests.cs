using Sdvp.Modules.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Weights;

[Trait("Category", "Golden")]
public sealed class HuggingFaceFolderGoldenTests : IDisposable
{
    private const string Legacy = "legacy_position_ids";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("sharded", ScalarType.Float32)]
    [InlineData(Legacy, ScalarType.Float32)]
    [InlineData("fp16", ScalarType.Float16)]
    [InlineData("bf16", ScalarType.BFloat16)]
    [InlineData("fp16", ScalarType.Float32)]
    [InlineData("bf16", ScalarType.Float32)]
    [InlineData("sharded", ScalarType.BFloat16)]
    public void Load_Variant_GivesTheReferenceWeights(string variant, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var reference = Reference();
        using var network = Load(variant, type, isMapped: true);
        using var copied = Load(variant, type, isMapped: false);
        var loaded = network.state_dict();

        Assert.Equal(reference.Keys.Order(StringComparer.Ordinal), loaded.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, tensor) in loaded)
        {
            var stored = variant switch { "fp16" => ScalarType.Float16, "bf16" => ScalarType.BFloat16, _ => ScalarType.Float32 };
            var expected = reference[name].to(stored).to(type);
            Assert.Equal(type, tensor.dtype);
            Assert.True(expected.eq(tensor).all().item<bool>(), name);
            Assert.True(copied.state_dict()[name].eq(tensor).all().item<bool>(), name);
        }
    }

    [Theory]
    [InlineData("sharded", ScalarType.Float32)]
    [InlineData(Legacy, ScalarType.Float32)]
    [InlineData("fp16", ScalarType.Float32)]
    [InlineData("bf16", ScalarType.Float32)]
    [InlineData("bf16", ScalarType.BFloat16)]
    public void Save_LoadedVariant_GivesTheSameKeysAndBytes(string variant, ScalarType type)
    {
        var folder = HuggingFaceFolder.Open(GoldenFolder.Path("loader_clip", variant));
        using var network = Load(variant, type, isMapped: true);

        folder.Save(network, _folder.Path);

        var saved = HuggingFaceFolder.Open(_folder.Path);
        var (expected, actual) = (folder.ReadEntries(), saved.ReadEntries());
        Assert.Equal(expected.Keys, actual.Keys);
        using var scope = NewDisposeScope();
        using var from = HuggingFaceCheckpoint.Open(folder.Path);
        using var to = SafetensorsFile.Open(_folder.File("model.safetensors"));
        foreach (var key in expected.Keys)
        {
            var (left, right) = (from.FileOf(key).Read(key), to.Read(key));
            Assert.Equal(left.dtype, right.dtype);
            Assert.True(left.bytes.SequenceEqual(right.bytes), key);
        }

        if (variant != "sharded")
        {
            Assert.Equal(File.ReadAllBytes(folder.PathOf("model.safetensors")), File.ReadAllBytes(_folder.File("model.safetensors")));
        }

        Assert.Equal(File.ReadAllBytes(folder.PathOf("config.json")), File.ReadAllBytes(_folder.File("config.json")));
    }

    private static KeyTree Load(string variant, ScalarType type, bool isMapped)
    {
        var folder = HuggingFaceFolder.Open(GoldenFolder.Path("loader_clip", variant));
        var network = KeyTree.Create(folder.ReadEntries().Where(pair => !pair.Key.EndsWith("position_ids", StringComparison.Ordinal)));
        var report = folder.Load(network, options: new HuggingFaceLoadOptions { Type = type, IsMapped = isMapped });
        Assert.Empty(report.Missing);
        Assert.Empty(report.Unexpected);
        return network;
    }

    private static Dictionary<string, Tensor> Reference()
    {
        using var file = SafetensorsFile.Open(GoldenFolder.Path("loader_clip", Legacy, "model.safetensors"));
        return file.Names.Where(name => !name.EndsWith("position_ids", StringComparison.Ordinal)).ToDictionary(name => name, file.Read);
    }
}
