using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Sdvp.Modules.Weights;
using TorchSharp;

namespace Sdvp.Modules.Tests.Weights;

public sealed class HostileSafetensorsTests : IDisposable
{
    private const string Good = """{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{"x":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}""", "truncated")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", "do not lie")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}""", "shape [1]")]
    [InlineData("""{"x":{"dtype":"F32","shape":[9223372036854775807,9223372036854775807,4],"data_offsets":[0,8]}}""", "does not take")]
    [InlineData("""{"x":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "whole numbers")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}""", "whole numbers")]
    [InlineData("""{"x":{"dtype":"F32","shape":2,"data_offsets":[0,8]}}""", "expected")]
    [InlineData("""{"x":{"dtype":"F4","shape":[2],"data_offsets":[0,8]}}""", "'F4'")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2]}}""", "lacks")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"more":1}}""", "'more'")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"y":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "overlap")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "twice")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "gap")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "but 8 are there")]
    [InlineData("""{"__metadata__":{"a":1},"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "String is expected")]
    [InlineData("""[1,2,3]""", "StartObject is expected")]
    [InlineData("""{"x":""", "JSON")]
    [InlineData("""{"x":[[[[[[[[[[[[1]]]]]]]]]]]]}""", "StartObject is expected")]
    public void Open_BadHeader_NamesFileAndReason(string header, string reason)
    {
        var path = Write((ulong)header.Length, header, 8);

        var exception = Assert.Throws<InvalidWeightsException>(() => SafetensorsFile.Open(path));

        Assert.Equal(path, exception.Path);
        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(1000UL)]
    [InlineData(100_000_001UL)]
    [InlineData(ulong.MaxValue)]
    public void Open_HeaderLengthOutOfRange_IsRefusedWithoutMemory(ulong length)
    {
        var path = Write(length, Good, 8);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidWeightsException>(() => SafetensorsFile.Open(path));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Open_FileCutAnywhere_IsRefused()
    {
        var whole = File.ReadAllBytes(Write((ulong)Good.Length, Good, 8));
        for (var length = 0; length < whole.Length; length++)
        {
            var path = _folder.File("cut");
            File.WriteAllBytes(path, whole[..length]);

            Assert.Throws<InvalidWeightsException>(() => SafetensorsFile.Open(path));
        }
    }

    [Fact]
    public void Open_DamagedFile_OpensOrIsRefused()
    {
        var whole = File.ReadAllBytes(Write((ulong)Good.Length, Good, 8));
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Sample(
            (place, value) =>
            {
                var damaged = whole.ToArray();
                damaged[place] = value;
                var path = _folder.File("damaged");
                File.WriteAllBytes(path, damaged);
                var exception = Record.Exception(() => ReadAll(path));
                Assert.True(exception is null or InvalidWeightsException, exception?.ToString());
            },
            iter: 500,
            threads: 1);
    }

    [Fact]
    public void Read_FileThatShrankMeanwhile_IsRefused()
    {
        var path = Write((ulong)Good.Length, Good, 8);
        using var file = SafetensorsFile.Open(path);
        using (var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            stream.SetLength(stream.Length - 1);
        }

        var exception = Assert.Throws<InvalidWeightsException>(() => file.Read("x"));

        Assert.Equal("x", exception.Key);
        Assert.Contains("truncated", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_BooleanOfOtherBytes_IsRefused()
    {
        const string Header = """{"x":{"dtype":"BOOL","shape":[8],"data_offsets":[0,8]}}""";
        using var file = SafetensorsFile.Open(Write((ulong)Header.Length, Header, 8));

        Assert.Contains("BOOL", Assert.Throws<InvalidWeightsException>(() => file.Read("x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AbsentFile_NamesIt() =>
        Assert.Equal("nowhere.safetensors", Assert.Throws<InvalidWeightsException>(() => SafetensorsFile.Open("nowhere.safetensors")).Path);

    private static void ReadAll(string path)
    {
        using var scope = torch.NewDisposeScope();
        using var file = SafetensorsFile.Open(path);
        foreach (var name in file.Entries.Keys)
        {
            file.Read(name);
        }
    }

    private string Write(ulong length, string header, int data)
    {
        var path = _folder.File("hostile");
        var bytes = new byte[8 + header.Length + data];
        Array.Fill(bytes, (byte)7);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        Encoding.ASCII.GetBytes(header, bytes.AsSpan(8));
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
