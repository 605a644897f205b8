using System.Collections.Immutable;
using CsCheck;
using Sdvp.Distillation.Evaluation;
using Sdvp.Distillation.Evaluation.Gqa;

namespace Sdvp.Distillation.Tests.Evaluation.Gqa;

public sealed class GqaQuestionFileTests : IDisposable
{
    // A record as the official files have it.
    private const string Official = """
        {"38894071": {"semantic": [{"operation": "select", "argument": "lamp (233707)", "dependencies": []},
          {"operation": "select", "argument": "chair (607624)", "dependencies": []}, {"operation": "same color", "argument": "", "dependencies": [0, 1]}],
          "entailed": ["62541496", "08157133"], "equivalent": ["38894071"], "question": "Do the lamp and the chair have the same color?", "imageId": "2300011",
          "isBalanced": true, "groups": {"global": null, "local": "twoSame_chair_lamp"}, "answer": "no",
          "semanticStr": "select: lamp (233707)->select: chair (607624)->same color:  [0, 1]",
          "annotations": {"question": {"2": "233707", "5:7": "607624"}, "answer": {}, "fullAnswer": {}},
          "types": {"detailed": "twoSame", "semantic": "attr", "structural": "compare"}, "fullAnswer": "No."}}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ReadAsync_OfficialRecord_GivesEveryField()
    {
        var question = Assert.Single(await ReadAsync(Official));

        Assert.Equal("38894071", question.Id);
        Assert.Equal("2300011", question.ImageId);
        Assert.Equal("Do the lamp and the chair have the same color?", question.Question);
        Assert.Equal("no", question.Answer);
        Assert.Equal("No.", question.FullAnswer);
        Assert.True(question.IsBalanced);
        Assert.Equal(new GqaGroups(null, "twoSame_chair_lamp"), question.Groups);
        Assert.Equal(["62541496", "08157133"], question.Entailed!.Value);
        Assert.Equal(["38894071"], question.Equivalent!.Value);
        Assert.Equal(new GqaTypes("compare", "attr", "twoSame"), question.Types);
        Assert.Equal("607624", question.Annotations!.Question["5:7"]);
        Assert.Equal(new GqaOperation("same color", "", [0, 1]), question.Semantic!.Value[2]);
        Assert.Equal(question.SemanticStr, string.Join("->", question.Semantic.Value));
    }

    [Fact]
    public async Task ReadAsync_TestSplit_HasNoAnswers()
    {
        const string Test = """{"1": {"question": "Is it?", "imageId": "n5", "isBalanced": true}}""";

        var question = Assert.Single(await ReadAsync(Test, new() { RequireAnswers = false }));
        var error = await Assert.ThrowsAsync<InvalidDatasetException>(() => ReadAsync(Test));

        Assert.Null(question.Answer);
        Assert.Null(question.Semantic);
        Assert.Equal("answer", error.Field);
    }

    [Theory]
    [InlineData("""{"imageId": "i", "answer": "a"}""", "question")]
    [InlineData("""{"question": "q", "answer": "a"}""", "imageId")]
    [InlineData("""{"question": "q", "imageId": 7, "answer": "a"}""", "imageId")]
    [InlineData("""{"question": null, "imageId": "i", "answer": "a"}""", "question")]
    [InlineData("""{"question": "q", "imageId": "i", "answer": true}""", "answer")]
    [InlineData("""{"question": "q", "imageId": "i", "answer": "a", "isBalanced": "yes"}""", "isBalanced")]
    [InlineData("""{"question": "q", "imageId": "i", "answer": "a", "groups": []}""", "groups")]
    [InlineData("""{"question": "q", "imageId": "i", "answer": "a", "groups": {"local": 1}}""", "groups.local")]
    [InlineData("""{"question": "q", "imageId": "i", "answer": "a", "entailed": ["1", 2]}""", "entailed[1]")]
    [InlineData("""{"question": "q", "imageId": "i", "answer": "a", "annotations": {"question": {"2:4": 5}}}""", "annotations.question.2:4")]
    [InlineData("""{"question": "q", "imageId": "i", "answer": "a", "semantic": [{"argument": "x", "dependencies": []}]}""", "semantic[0].operation")]
    [InlineData("""{"question": "q", "imageId": "i", "answer": "a", "semantic": [{"operation": "o", "argument": "x", "dependencies": [0.5]}]}""", "semantic[0].dependencies[0]")]
    [InlineData("""{"question": "q", "imageId": "i", "answer": "a", "semantic": [{"operation": "o", "argument": "x", "dependencies": [0]}]}""", "semantic[0].dependencies")]
    [InlineData("""{"question": "q", "imageId": "i", "answer": "a", "semantic": ["x"]}""", "semantic[0]")]
    public async Task ReadAsync_BadEntry_NamesFileKeyAndFieldAndGoesOn(string entry, string field)
    {
        var json = $$"""{"good1": {"question": "q", "imageId": "i", "answer": "a"}, "bad": {{entry}}, "good2": {"question": "q", "imageId": "i", "answer": "a"} }""";
        var errors = new List<InvalidDatasetException>();

        var questions = await ReadAsync(json, new() { OnError = errors.Add });
        var thrown = await Assert.ThrowsAsync<InvalidDatasetException>(() => ReadAsync(json));

        Assert.Equal(["good1", "good2"], questions.Select(q => q.Id));
        var error = Assert.Single(errors);
        Assert.Equal(("bad", field), (error.Key, error.Field));
        Assert.EndsWith("questions.json", error.File, StringComparison.Ordinal);
        Assert.Equal(thrown.Message, error.Message);
        Assert.Contains("expected", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_EntryIsNoObject_IsReported() =>
        Assert.Equal("1", (await Assert.ThrowsAsync<InvalidDatasetException>(() => ReadAsync("""{"1": []}"""))).Key);

    [Fact]
    public async Task ReadAsync_MissingFile_SaysSo() =>
        await Assert.ThrowsAsync<FileNotFoundException>(async () =>
        {
            await foreach (var question in GqaQuestionFile.ReadAsync(_folder.File("none.json"), null, TestContext.Current.CancellationToken))
            {
                Assert.Fail(question.Id);
            }
        });

    [Fact]
    public Task WriteAsync_AnyQuestions_ComeBack()
    {
        var text = Gen.String;
        var ids = Gen.String[Gen.Char['0', '9'], 1, 8];
        var operation = Gen.Select(text, text).Array[0, 3].Select(steps =>
            steps.Select((s, i) => new GqaOperation(s.Item1, s.Item2, [.. Enumerable.Range(0, i)])).ToImmutableArray());
        var question = Gen.Select(text, text, ids.Array[0, 3], operation, Gen.Bool, Gen.Bool).Select(t => new GqaQuestion
        {
            Id = "",
            ImageId = t.Item2,
            Question = t.Item1,
            Answer = t.Item5 ? null : t.Item2,
            FullAnswer = t.Item6 ? null : t.Item1,
            IsBalanced = t.Item5 ? null : t.Item6,
            Groups = t.Item5 ? null : new GqaGroups(t.Item6 ? null : t.Item1, t.Item2),
            Types = t.Item6 ? null : new GqaTypes("query", t.Item5 ? null : "obj", null),
            Entailed = t.Item6 ? null : [.. t.Item3],
            Equivalent = t.Item5 ? null : [.. t.Item3],
            Semantic = t.Item6 ? null : t.Item4,
            SemanticStr = t.Item6 ? null : string.Join("->", t.Item4),
            Annotations = t.Item5 ? null : new GqaAnnotations(
                t.Item3.Distinct().ToImmutableDictionary(k => k, k => t.Item1), ImmutableDictionary<string, string>.Empty, ImmutableDictionary<string, string>.Empty),
        });

        return question.Array[0, 5].SampleAsync(
            async questions =>
            {
                var expected = questions.Select((q, i) => WellFormed(q) with { Id = $"{i}" }).ToArray();
                var path = _folder.File("written.json");
                await GqaQuestionWriter.WriteAsync(path, expected, TestContext.Current.CancellationToken);
                var read = await ReadFileAsync(path, new() { RequireAnswers = false });
                var again = _folder.File("again.json");
                await GqaQuestionWriter.WriteAsync(again, read, TestContext.Current.CancellationToken);

                Assert.Equal(expected.Select(q => (q.Id, q.ImageId, q.Question, q.Answer, q.FullAnswer, q.IsBalanced, q.Groups, q.Types, q.SemanticStr)),
                    read.Select(q => (q.Id, q.ImageId, q.Question, q.Answer, q.FullAnswer, q.IsBalanced, q.Groups, q.Types, q.SemanticStr)));
                Assert.Equal(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(again, TestContext.Current.CancellationToken));
            },
            iter: 40,
            threads: 1);
    }

    [Fact]
    public async Task WriteAsync_SourceFails_LeavesTheOldFile()
    {
        var path = _folder.File("questions.json", Official);

        await Assert.ThrowsAsync<InvalidOperationException>(() => GqaQuestionWriter.WriteAsync(path, Broken(), TestContext.Current.CancellationToken));

        Assert.Equal(Official, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Single(Directory.GetFiles(_folder.Path));

        static IEnumerable<GqaQuestion> Broken()
        {
            yield return new GqaQuestion { Id = "1", ImageId = "i", Question = "q" };
            throw new InvalidOperationException("boom");
        }
    }

    // JSON cannot hold lone surrogates.
    private static GqaQuestion WellFormed(GqaQuestion question) => question with
    {
        ImageId = WellFormed(question.ImageId),
        Question = WellFormed(question.Question),
        Answer = question.Answer is { } answer ? WellFormed(answer) : null,
        FullAnswer = question.FullAnswer is { } full ? WellFormed(full) : null,
        Groups = question.Groups is { } groups ? new GqaGroups(groups.Global is { } g ? WellFormed(g) : null, groups.Local is { } l ? WellFormed(l) : null) : null,
        SemanticStr = question.SemanticStr is { } program ? WellFormed(program) : null,
    };

    private static string WellFormed(string text) => new([.. text.Select(c => char.IsSurrogate(c) ? '?' : c)]);

    private Task<List<GqaQuestion>> ReadAsync(string json, DatasetReadOptions? options = null) => ReadFileAsync(_folder.File("questions.json", json), options);

    private static async Task<List<GqaQuestion>> ReadFileAsync(string path, DatasetReadOptions? options)
    {
        var questions = new List<GqaQuestion>();
        await foreach (var question in GqaQuestionFile.ReadAsync(path, options, TestContext.Current.CancellationToken))
        {
            questions.Add(question);
        }

        return questions;
    }
}
