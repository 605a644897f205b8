using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Sdvp.Modules.Weights;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Weights;

public sealed class SafetensorsMappingTests : IDisposable
{
    private static readonly ScalarType[] s_types =
    [
        ScalarType.Float64, ScalarType.Float32, ScalarType.Float16, ScalarType.BFloat16, ScalarType.Int64, ScalarType.Int32, ScalarType.Int16, ScalarType.Int8, ScalarType.Byte, ScalarType.Bool,
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void MapAndReadInto_EveryType_ShowTheSameAsRead()
    {
        using var scope = NewDisposeScope();
        var tensors = s_types.ToDictionary(type => $"{type}", type => arange(0, 7, ScalarType.Int64).remainder(type == ScalarType.Bool ? 2 : 100).to_type(type).view(7, 1));
        SafetensorsWriter.Write(_folder.File("all"), tensors);
        using var file = SafetensorsFile.Open(_folder.File("all"));

        foreach (var (name, tensor) in tensors)
        {
            var (mapped, target) = (file.Map(name), zeros_like(tensor));
            file.ReadInto(name, target);
            Assert.Equal(tensor.dtype, mapped.dtype);
            Assert.Equal(tensor.shape, mapped.shape);
            Assert.True(tensor.eq(mapped).all().item<bool>(), name);
            Assert.True(tensor.eq(target).all().item<bool>(), name);
        }
    }

    [Fact]
    public void Map_WrittenTo_LeavesTheFileAsItIs()
    {
        using var scope = NewDisposeScope();
        SafetensorsWriter.Write(_folder.File("x"), [new("a", ones(1000)), new("b", ones(1000))]);
        var before = File.ReadAllBytes(_folder.File("x"));
        Tensor mapped;
        using (var file = SafetensorsFile.Open(_folder.File("x")))
        {
            mapped = file.Map("a");
            mapped.fill_(7);
            Assert.Equal(1, file.Map("b").mean().item<float>());
        }

        // The view outlives the file object, and the file's name.
        File.Delete(_folder.File("x"));
        Assert.Equal(7000, mapped.sum().item<float>());
        File.WriteAllBytes(_folder.File("x"), before);
        using var again = SafetensorsFile.Open(_folder.File("x"));
        Assert.Equal(1000, again.Read("a").sum().item<float>());
    }

    [Fact]
    public void Map_FileThatWasReplaced_ShowsTheOneThatWasOpened()
    {
        using var scope = NewDisposeScope();
        SafetensorsWriter.Write(_folder.File("x"), [new("a", ones(100))]);
        using var file = SafetensorsFile.Open(_folder.File("x"));
        SafetensorsWriter.Write(_folder.File("x"), [new("a", zeros(100))]);

        Assert.Equal(OperatingSystem.IsLinux() ? 100 : 0, file.Map("a").sum().item<float>());
    }

    [Fact]
    public void Map_UnalignedTensor_IsCopied()
    {
        const string Header = """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"F32","shape":[2],"data_offsets":[1,9]}}""";
        var bytes = new byte[8 + Header.Length + 9];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)Header.Length);
        Encoding.ASCII.GetBytes(Header, bytes.AsSpan(8));
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(8 + Header.Length + 5), 2.5f);
        File.WriteAllBytes(_folder.File("x"), bytes);
        using var scope = NewDisposeScope();
        using var file = SafetensorsFile.Open(_folder.File("x"));

        Assert.Equal([0f, 2.5f], file.Map("b").data<float>().ToArray());
    }

    [Fact]
    public void Map_FileThatShrank_IsRefused()
    {
        SafetensorsWriter.Write(_folder.File("x"), [new("a", ones(100))]);
        using var file = SafetensorsFile.Open(_folder.File("x"));
        using (var stream = new FileStream(_folder.File("x"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            stream.SetLength(stream.Length - 4);
        }

        var exception = Assert.Throws<InvalidWeightsException>(() => file.Map("a"));

        Assert.Equal("a", exception.Key);
        Assert.Contains(_folder.File("x"), exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ScalarType.Float16, ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16, ScalarType.Float32)]
    [InlineData(ScalarType.Float32, ScalarType.BFloat16)]
    [InlineData(ScalarType.Float64, ScalarType.Float16)]
    [InlineData(ScalarType.Float32, ScalarType.Float32)]
    public void ReadInto_AnyTypeAndLength_ConvertsAsTorchDoes(ScalarType stored, ScalarType wanted)
    {
        using var scope = NewDisposeScope();
        var source = rand(1 << 20, 2).view(-1).narrow(0, 0, (1 << 20) + 12345).to(stored);
        SafetensorsWriter.Write(_folder.File("x"), [new("a", source), new("none", empty([0, 3], dtype: stored))]);
        using var file = SafetensorsFile.Open(_folder.File("x"));
        var target = zeros(source.shape, dtype: wanted);

        file.ReadInto("a", target);
        file.ReadInto("none", empty([0, 3], dtype: wanted));

        Assert.True(source.to(wanted).eq(target).all().item<bool>());
        Assert.Throws<ArgumentException>(() => file.ReadInto("a", zeros(3)));
    }

    [Fact]
    public void Open_DamagedHeader_MapsOrIsRefused()
    {
        using var outer = NewDisposeScope();
        SafetensorsWriter.Write(_folder.File("x"), [new("weight", ones(3, 4)), new("ids", ones(2, dtype: ScalarType.Int64)), new("flag", ones(5, dtype: ScalarType.Bool))], new Dictionary<string, string> { ["a"] = "b" });
        var whole = File.ReadAllBytes(_folder.File("x"));
        var header = 8 + (int)BinaryPrimitives.ReadUInt64LittleEndian(whole);
        Gen.Select(Gen.Int[0, header - 1], Gen.OneOf(Gen.Byte, Gen.Const((byte)'9'), Gen.Const((byte)'"'), Gen.Const((byte)'['), Gen.Const((byte)'-'))).Array[1, 3].Sample(
            changes =>
            {
                var damaged = whole.ToArray();
                foreach (var (place, value) in changes)
                {
                    damaged[place] = value;
                }

                File.WriteAllBytes(_folder.File("damaged"), damaged);
                var before = GC.GetAllocatedBytesForCurrentThread();
                var exception = Record.Exception(() => MapAll(_folder.File("damaged")));
                Assert.True(exception is null || (exception is InvalidWeightsException invalid && invalid.Message.Contains("damaged", StringComparison.Ordinal)), exception?.ToString());
                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
            },
            iter: 600,
            threads: 1);
    }

    [Fact]
    public void Write_LikeAnotherFile_GivesItsBytes()
    {
        using var scope = NewDisposeScope();
        const string Header = """{"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"__metadata__":{"z":"é","format":"pt"},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""";
        var text = Encoding.UTF8.GetBytes(Header);
        var bytes = new byte[8 + text.Length + 8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)text.Length);
        text.CopyTo(bytes, 8);
        File.WriteAllBytes(_folder.File("x"), bytes);
        using var file = SafetensorsFile.Open(_folder.File("x"));

        SafetensorsWriter.Write(_folder.File("y"), file.Names.Select(name => KeyValuePair.Create(name, file.Map(name))), new SafetensorsLayout(file.Names, file.Metadata));

        using var copy = SafetensorsFile.Open(_folder.File("y"));
        Assert.Equal(["b", "a"], copy.Names);
        Assert.Equal(file.Entries["a"], copy.Entries["a"] with { Shape = file.Entries["a"].Shape });
        Assert.Equal(["z", "format"], copy.Metadata.Keys);
        Assert.Equal("é", copy.Metadata["z"]);
    }

    [Fact]
    public void Map_Repeated_LeavesNothing()
    {
        SafetensorsWriter.Write(_folder.File("x"), [new("a", ones(100))]);

        LeakCheck.AssertLeavesNothing(() =>
        {
            using var file = SafetensorsFile.Open(_folder.File("x"));
            file.Map("a").Dispose();
            file.Map("a").Dispose();
            using var target = zeros(100, dtype: ScalarType.Float16);
            file.ReadInto("a", target);
        });
    }

    private static void MapAll(string path)
    {
        using var scope = NewDisposeScope();
        using var file = SafetensorsFile.Open(path);
        foreach (var name in file.Names)
        {
            file.Map(name).to(ScalarType.Float32).sum().item<float>();
        }
    }
}
