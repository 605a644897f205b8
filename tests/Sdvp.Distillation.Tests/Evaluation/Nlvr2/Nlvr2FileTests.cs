using System.Collections.Immutable;
using Sdvp.Distillation.Evaluation;
using Sdvp.Distillation.Evaluation.Nlvr2;

namespace Sdvp.Distillation.Tests.Evaluation.Nlvr2;

public sealed class Nlvr2FileTests : IDisposable
{
    private const string Official =
        """{"validation": {"147": "True"}, "sentence": "The left image shows exactly 5 bottles.", "left_url": "https://example.org/a.jpg", "writer": "20", "label": "True", "right_url": "http://example.com/b.png", "synset": "wine bottle", "query": "one wine bottles27", "identifier": "dev-3273-0-1", "extra_validations": {"118": "True", "160": "False"}}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ReadAsync_OfficialLine_GivesEveryField()
    {
        var example = Assert.Single(await ReadAsync($"\n{Official}\r\n\n"));

        Assert.Equal(new Nlvr2Identifier("dev", "3273", "0", "1"), example.Identifier);
        Assert.True(example.Label);
        Assert.Equal("The left image shows exactly 5 bottles.", example.Sentence);
        Assert.Equal("https://example.org/a.jpg", example.LeftUrl);
        Assert.Equal("http://example.com/b.png", example.RightUrl);
        Assert.Equal("20", example.Writer);
        Assert.Equal("wine bottle", example.Synset);
        Assert.Equal("one wine bottles27", example.Query);
        Assert.Equal("True", example.Validation!["147"]);
        Assert.Equal("False", example.ExtraValidations!["160"]);
        Assert.Null(example.Directory);
    }

    [Theory]
    [InlineData("""{"sentence": "s", "label": "True"}""", "identifier")]
    [InlineData("""{"identifier": "dev-1-2", "sentence": "s", "label": "True"}""", "identifier")]
    [InlineData("""{"identifier": "dev-1-2-x", "sentence": "s", "label": "True"}""", "identifier")]
    [InlineData("""{"identifier": "../dev-1-2-3", "sentence": "s", "label": "True"}""", "identifier")]
    [InlineData("""{"identifier": "dev-1-2-3", "label": "True"}""", "sentence")]
    [InlineData("""{"identifier": "dev-1-2-3", "sentence": "s"}""", "label")]
    [InlineData("""{"identifier": "dev-1-2-3", "sentence": "s", "label": true}""", "label")]
    [InlineData("""{"identifier": "dev-1-2-3", "sentence": "s", "label": "maybe"}""", "label")]
    [InlineData("""{"identifier": "dev-1-2-3", "sentence": "s", "label": "True", "directory": "7"}""", "directory")]
    [InlineData("""{"identifier": """, null)]
    [InlineData("""[]""", "")]
    public async Task ReadAsync_BadLine_NamesFileLineAndFieldAndGoesOn(string line, string? field)
    {
        var errors = new List<InvalidDatasetException>();

        var examples = await ReadAsync($"{Official}\n{line}\n{Official}\n", new() { OnError = errors.Add });

        Assert.Equal(2, examples.Count);
        var error = Assert.Single(errors);
        Assert.Equal(("line 2", field), (error.Key, error.Field));
        Assert.EndsWith("nlvr2.json", error.File, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidDatasetException>(() => ReadAsync(line));
    }

    [Fact]
    public async Task ReadAsync_HiddenSplit_HasNoLabels() =>
        Assert.Null(Assert.Single(await ReadAsync("""{"identifier": "test2-1-2-3", "sentence": "s"}""", new() { RequireAnswers = false })).Label);

    [Fact]
    public async Task WriteAsync_Examples_ComeBack()
    {
        Nlvr2Example[] examples =
        [
            new() { Identifier = Nlvr2Identifier.Parse("train-1-0-0"), Sentence = "Zwei \"Hunde\"\n🐶.", Label = false, Directory = 42 },
            new()
            {
                Identifier = Nlvr2Identifier.Parse("my-own-split-1-0-0"),
                Sentence = "s",
                LeftUrl = "l",
                RightUrl = "r",
                Writer = "w",
                Synset = "y",
                Query = "q",
                Validation = ImmutableDictionary<string, string>.Empty.Add("1", "True"),
                ExtraValidations = ImmutableDictionary<string, string>.Empty.Add("2", "False"),
            },
        ];
        var path = _folder.File("written.json");
        await Nlvr2Writer.WriteAsync(path, examples, TestContext.Current.CancellationToken);

        var read = await ReadFileAsync(path, new() { RequireAnswers = false });

        Assert.Equal(examples.Select(Print), read.Select(Print));
        Assert.Contains("\"label\":\"False\"", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(2, (await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken)).Length);
    }

    [Fact]
    public void Paths_Examples_AreWhereTheDataSetHasThem()
    {
        var train = new Nlvr2Example { Identifier = Nlvr2Identifier.Parse("train-10171-0-0"), Sentence = "s", Directory = 56 };
        var dev = new Nlvr2Example { Identifier = Nlvr2Identifier.Parse("dev-850-1-2"), Sentence = "s" };

        Assert.Equal(Path.Combine("n", "images", "train", "56", "train-10171-0-img0.png"), Nlvr2Paths.Left("n", train));
        Assert.Equal(Path.Combine("n", "dev", "dev-850-1-img1.png"), Nlvr2Paths.Right("n", dev));
    }

    private static string Print(Nlvr2Example e) => string.Join(
        '|', e.Identifier, e.Sentence, e.Label, e.LeftUrl, e.RightUrl, e.Writer, e.Synset, e.Query, e.Directory,
        string.Join(',', e.Validation ?? []), string.Join(',', e.ExtraValidations ?? []));

    private Task<List<Nlvr2Example>> ReadAsync(string text, DatasetReadOptions? options = null) => ReadFileAsync(_folder.File("nlvr2.json", text), options);

    private static async Task<List<Nlvr2Example>> ReadFileAsync(string path, DatasetReadOptions? options)
    {
        var examples = new List<Nlvr2Example>();
        await foreach (var example in Nlvr2File.ReadAsync(path, options, TestContext.Current.CancellationToken))
        {
            examples.Add(example);
        }

        return examples;
    }
}
