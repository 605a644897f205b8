using CsCheck;
using Sdvp.Modules.Weights;
using TorchSharp;

namespace Sdvp.Modules.Tests.Weights;

public sealed class SafetensorsTests : IDisposable
{
    private static readonly torch.ScalarType[] s_types =
    [
        torch.ScalarType.Float64, torch.ScalarType.Float32, torch.ScalarType.Float16, torch.ScalarType.BFloat16, torch.ScalarType.Int64,
        torch.ScalarType.Int32, torch.ScalarType.Int16, torch.ScalarType.Int8, torch.ScalarType.Byte, torch.ScalarType.Bool,
    ];

    private static readonly Gen<(torch.ScalarType Type, long[] Shape)> s_tensor = Gen.Select(Gen.OneOfConst(s_types), Gen.Long[0, 5].Array[0, 4]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_AnyTensors_ComeBackTheSame() =>
        Gen.Dictionary(Gen.String[Gen.Char.AlphaNumeric, 1, 12], s_tensor)[0, 8].Sample(
            tensors =>
            {
                using var scope = torch.NewDisposeScope();
                var originals = tensors.ToDictionary(pair => pair.Key, pair => Make(pair.Value.Type, pair.Value.Shape, pair.Key.Length));
                var path = _folder.File(Guid.NewGuid().ToString("N"));

                SafetensorsWriter.Write(path, originals);
                using var file = SafetensorsFile.Open(path);

                Assert.Equal(originals.Keys.Order(), file.Entries.Keys.Order());
                foreach (var (name, original) in originals)
                {
                    var copy = file.Read(name);
                    Assert.Equal(original.dtype, copy.dtype);
                    Assert.Equal(original.shape, copy.shape);
                    Assert.True(original.Equals(copy), $"{name}: {original.dtype} [{string.Join(", ", original.shape)}]");
                }
            },
            iter: 50,
            threads: 1);

    [Fact]
    public void Write_TensorsInAnotherOrder_GivesTheSameBytes()
    {
        using var narrow = torch.ones(3, dtype: torch.ScalarType.Byte);
        using var wide = torch.ones(2, dtype: torch.ScalarType.Float64);
        using var other = torch.zeros(2, dtype: torch.ScalarType.Float64);
        KeyValuePair<string, torch.Tensor>[] tensors = [new("a", narrow), new("é", wide), new("b", other)];

        SafetensorsWriter.Write(_folder.File("one"), tensors, new Dictionary<string, string> { ["z"] = "1", ["a"] = "2" });
        SafetensorsWriter.Write(_folder.File("two"), tensors.Reverse(), new Dictionary<string, string> { ["a"] = "2", ["z"] = "1" });

        Assert.Equal(File.ReadAllBytes(_folder.File("one")), File.ReadAllBytes(_folder.File("two")));
        using var file = SafetensorsFile.Open(_folder.File("one"));
        Assert.Equal("pt", file.Metadata["format"]);
        Assert.Equal("2", file.Metadata["a"]);
        Assert.All(file.Entries.Values, entry => Assert.Equal(0, entry.Begin % SafetensorsTypes.SizeOf(entry.Type)));
    }

    [Fact]
    public void Write_ViewOfATensor_WritesWhatTheViewShows()
    {
        using var scope = torch.NewDisposeScope();
        var transposed = torch.arange(6, torch.ScalarType.Float32).view(2, 3).t();

        SafetensorsWriter.Write(_folder.File("view"), [new("x", transposed)]);

        using var file = SafetensorsFile.Open(_folder.File("view"));
        Assert.Equal([0f, 3f, 1f, 4f, 2f, 5f], file.Read("x").data<float>().ToArray());
    }

    [Fact]
    public void Write_TypeThatFilesCannotHold_LeavesNoFile()
    {
        using var complex = torch.zeros(1, dtype: torch.ScalarType.ComplexFloat32);

        Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(_folder.File("complex"), [new("x", complex)]));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Write_FileThatIsThere_IsReplacedWithoutLeftovers()
    {
        using var tensor = torch.ones(4);
        SafetensorsWriter.Write(_folder.File("x"), [new("old", tensor)]);

        SafetensorsWriter.Write(_folder.File("x"), [new("new", tensor)]);

        using var file = SafetensorsFile.Open(_folder.File("x"));
        Assert.Equal(["new"], file.Entries.Keys);
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Read_UnknownName_NamesFileAndTensor()
    {
        SafetensorsWriter.Write(_folder.File("empty"), []);
        using var file = SafetensorsFile.Open(_folder.File("empty"));

        var exception = Assert.Throws<InvalidWeightsException>(() => file.Read("head.weight"));

        Assert.Equal("head.weight", exception.Key);
        Assert.Contains(_folder.File("empty"), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadAndWrite_Repeated_LeaveNoTensor()
    {
        using var tensor = torch.ones(4, 4);

        LeakCheck.AssertLeavesNothing(() =>
        {
            SafetensorsWriter.Write(_folder.File("leak"), [new("x", tensor)]);
            using var file = SafetensorsFile.Open(_folder.File("leak"));
            file.Read("x").Dispose();
            Assert.Throws<InvalidWeightsException>(() => file.Read("y"));
        });
    }

    private static torch.Tensor Make(torch.ScalarType type, long[] shape, int start)
    {
        var values = torch.arange(start, start + shape.Aggregate(1L, (product, dimension) => product * dimension), torch.ScalarType.Int64);
        return (type == torch.ScalarType.Bool ? values.remainder(2) : values).view(shape).to_type(type);
    }
}
