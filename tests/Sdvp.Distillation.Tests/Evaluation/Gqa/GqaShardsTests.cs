using Sdvp.Distillation.Evaluation;
using Sdvp.Distillation.Evaluation.Gqa;

namespace Sdvp.Distillation.Tests.Evaluation.Gqa;

public sealed class GqaShardsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ReadAsync_FolderOfShards_ReadsThemInTheOrderOfTheirNumbers()
    {
        var shards = Path.Combine(_folder.Path, "train_all_questions");
        foreach (var number in new[] { 10, 2, 0 })
        {
            await GqaQuestionWriter.WriteAsync(
                Path.Combine(shards, $"train_all_questions_{number}.json"), [new GqaQuestion { Id = $"{number}", ImageId = "i", Question = "?", Answer = "yes" }], TestContext.Current.CancellationToken);
        }

        foreach (var path in new[] { shards, shards + ".json" })
        {
            var ids = new List<string>();
            await foreach (var question in GqaQuestionFile.ReadAsync(path, null, TestContext.Current.CancellationToken))
            {
                ids.Add(question.Id);
            }

            Assert.Equal(["0", "2", "10"], ids);
        }

        Assert.Contains("_0.json", Assert.Throws<FileNotFoundException>(() => GqaShards.Find(Path.Combine(_folder.Path, "nothing.json"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ScoreAsync_UnusableQuestions_AreCountedByFieldAndTheOthersScored()
    {
        var questions = _folder.File(
            "q.json",
            """
            {"1": {"imageId": "i", "question": "a b", "answer": "yes", "isBalanced": true, "types": {"structural": "verify", "semantic": "obj", "detailed": "x"}, "semantic": [], "groups": {"global": "g"}},
             "2": {"question": "a b", "answer": "yes", "isBalanced": true},
             "3": {"imageId": "i", "question": 7, "answer": "yes", "isBalanced": true},
             "4": {"imageId": "i", "question": "a b", "answer": "yes", "isBalanced": true, "semantic": []}}
            """);
        var predictions = _folder.File("p.json", """[{"questionId": "1", "prediction": "yes"}, {"questionId": "4", "prediction": "no"}, {"prediction": "no"}]""");
        var failures = new DatasetFailures();

        var scores = await GqaEvaluation.ScoreAsync(questions, predictions, options: new DatasetReadOptions { OnError = failures.Add }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((100, 4), (scores.Accuracy, failures.Count));
        Assert.Equal(["p.json: questionId", "q.json: imageId", "q.json: question", "q.json: types.structural"], failures.Counts.Keys);
        Assert.Equal("types.structural", failures.First[^1].Field);
    }

    [Fact]
    public async Task ScoreAsync_EntailedQuestionThatIsMissing_SaysWhichFileIsNeeded()
    {
        var questions = _folder.File(
            "q.json",
            """{"1": {"imageId": "i", "question": "a", "answer": "yes", "isBalanced": true, "entailed": ["9"], "types": {"structural": "verify", "semantic": "obj", "detailed": "x"}, "semantic": []}}""");
        var predictions = _folder.File("p.json", """[{"questionId": "1", "prediction": "yes"}]""");

        var error = await Assert.ThrowsAsync<InvalidDatasetException>(() =>
            GqaEvaluation.ScoreAsync(questions, predictions, consistency: true, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("all questions", error.Message, StringComparison.Ordinal);
    }
}
