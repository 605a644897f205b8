using System.Text;
using CsCheck;
using Sdvp.Distillation.Evaluation;
using Sdvp.Distillation.Evaluation.Json;

namespace Sdvp.Distillation.Tests.Evaluation.Json;

public sealed class JsonObjectStreamTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{}", "")]
    [InlineData(" { } \n", "")]
    [InlineData("\uFEFF{\"a\":1}", "a=1")]
    [InlineData("{\"a\":1, \"b\" : [1, {\"c\":2}],\"d\":null}", "a=1|b=[1, {\"c\":2}]|d=null")]
    [InlineData("{\"a\\u0062\":\"x\"}", "ab=\"x\"")]
    public async Task ReadAsync_Object_GivesEntries(string json, string expected) => Assert.Equal(expected, await ReadAsync(json));

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("{\"a\":1")]
    [InlineData("{\"a\":{\"b\":")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\":1} {}")]
    [InlineData("{\"a\":1}]")]
    [InlineData("{\"a\":tru}")]
    public async Task ReadAsync_NotOneWholeObject_NamesTheFile(string json)
    {
        var error = await Assert.ThrowsAsync<InvalidDatasetException>(() => ReadAsync(json));

        Assert.EndsWith("file.json", error.File, StringComparison.Ordinal);
        Assert.Null(error.Field);
    }

    [Fact]
    public async Task ReadAsync_CutOff_NamesTheLastWholeEntry() =>
        Assert.Equal("one", (await Assert.ThrowsAsync<InvalidDatasetException>(() => ReadAsync("{\"one\":1,\"two\":[2"))).Key);

    [Theory]
    [InlineData(65_529)]
    [InlineData(65_530)]
    [InlineData(65_531)]
    [InlineData(65_536)]
    [InlineData(300_000)]
    public async Task ReadAsync_EntryAroundBufferSize_IsWhole(int length)
    {
        var text = new string('x', length);

        Assert.Equal($"a=\"{text}\"|b=12345", await ReadAsync($"{{\"a\":\"{text}\",\"b\":12345}}"));
    }

    [Fact]
    public Task ReadAsync_AnyEntries_ComeBack() =>
        Gen.Select(Gen.String[Gen.Char['a', 'z'], 1, 5], Gen.Int[0, 50_000]).Array[0, 8].SampleAsync(
            async entries =>
            {
                var expected = entries.Select(e => $"{e.Item1}=\"{new string('é', e.Item2)}\"");
                var json = new StringBuilder("{").AppendJoin(",\n", entries.Select(e => $"\"{e.Item1}\" : \"{new string('é', e.Item2)}\"")).Append('}');
                Assert.Equal(string.Join('|', expected), await ReadAsync(json.ToString()));
            },
            iter: 50,
            threads: 1);

    [Fact]
    public async Task ReadAsync_Cancelled_Stops()
    {
        var path = _folder.File("file.json", "{\"a\":1}");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var entry in JsonObjectStream.ReadAsync(path, new CancellationToken(true)))
            {
                Assert.Fail(entry.Key);
            }
        });
    }

    private async Task<string> ReadAsync(string json)
    {
        var path = _folder.File("file.json", json);
        var entries = new List<string>();
        await foreach (var entry in JsonObjectStream.ReadAsync(path, TestContext.Current.CancellationToken))
        {
            entries.Add($"{entry.Key}={Encoding.UTF8.GetString(entry.Value.Span)}");
        }

        return string.Join('|', entries);
    }
}
