using System.Text.Json;
using Sdvp.Distillation.Evaluation;
using Sdvp.Distillation.Evaluation.Gqa;
using Sdvp.Tests.Shared;

namespace Sdvp.Distillation.Tests.Evaluation.Gqa;

/// <summary>Every run of the official script in the golden data.</summary>
[Trait("Category", "Golden")]
public sealed class GqaScorerGoldenTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("val")]
    [InlineData("small")]
    public async Task Score_Files_GivesTheOfficialScores(string set)
    {
        using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(GoldenFolder.Path("metrics", "gqa", $"{set}_expected.json"), TestContext.Current.CancellationToken));
        var questions = GoldenFolder.Path("metrics", "gqa", $"{set}_questions.json");
        var choices = GoldenFolder.Path("metrics", "gqa", $"{set}_choices.json");
        var runs = 0;
        foreach (var run in expected.RootElement.GetProperty("runs").EnumerateArray())
        {
            var predictions = await PredictionsAsync(run.GetProperty("predictions").GetString()!, set, questions);
            var consistency = run.GetProperty("consistencyRequested").GetBoolean();
            if (run.TryGetProperty("error", out _))
            {
                var error = await Assert.ThrowsAsync<InvalidDatasetException>(() =>
                    GqaEvaluation.ScoreAsync(questions, predictions, choices, consistency, cancellationToken: TestContext.Current.CancellationToken));
                Assert.Contains("no prediction", error.Message, StringComparison.Ordinal);
            }
            else
            {
                var given = run.GetProperty("choicesGiven").GetBoolean() ? choices : null;
                Check(run, await GqaEvaluation.ScoreAsync(questions, predictions, given, consistency, cancellationToken: TestContext.Current.CancellationToken));
                await CheckLengthsAsync(run, questions);
            }

            runs++;
        }

        Assert.True(runs > 0);
    }

    [Fact]
    public async Task Score_MiniCases_GivesTheOfficialScores()
    {
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(GoldenFolder.Path("metrics", "gqa", "mini_cases.json"), TestContext.Current.CancellationToken));
        var count = 0;
        foreach (var entry in file.RootElement.GetProperty("cases").EnumerateArray())
        {
            var expected = entry.GetProperty("expected");
            var questions = _folder.File($"q{count}.json", entry.GetProperty("questions").GetRawText());
            var predictions = _folder.File($"p{count}.json", entry.GetProperty("predictions").GetRawText());
            var choices = entry.TryGetProperty("choices", out var given) && given.ValueKind == JsonValueKind.Object ? _folder.File($"c{count}.json", given.GetRawText()) : null;
            var consistency = !expected.TryGetProperty("consistencyRequested", out var requested) || requested.GetBoolean();

            var scores = await GqaEvaluation.ScoreAsync(questions, predictions, choices, consistency, cancellationToken: TestContext.Current.CancellationToken);
            if (expected.TryGetProperty("error", out _))
            {
                // The script divides by zero: no balanced question has a group.
                Assert.Null(scores.Distribution);
            }
            else
            {
                Check(expected, scores);
                await CheckLengthsAsync(expected, questions);
            }

            count++;
        }

        Assert.True(count > 0);
    }

    [Fact]
    public async Task Score_WithAttentions_GivesTheOfficialGrounding()
    {
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(GoldenFolder.Path("metrics", "gqa", "grounding_case.json"), TestContext.Current.CancellationToken));
        var root = file.RootElement;
        var questions = _folder.File("questions.json", root.GetProperty("questions").GetRawText());
        var scenes = new Dictionary<string, GqaSceneGraph>(StringComparer.Ordinal);
        await foreach (var scene in GqaSceneGraphFile.ReadAsync(_folder.File("scenes.json", root.GetProperty("sceneGraphs").GetRawText()), null, TestContext.Current.CancellationToken))
        {
            scenes.Add(scene.ImageId, scene);
        }

        var scorer = new GqaScorer(
            await GqaPredictionFile.ReadAsync(_folder.File("predictions.json", root.GetProperty("predictions").GetRawText()), null, TestContext.Current.CancellationToken),
            new GqaScorerOptions
            {
                Consistency = true,
                Scenes = scenes,
                Attentions = root.GetProperty("attentions").EnumerateArray().ToDictionary(
                    a => a.GetProperty("questionId").GetString()!,
                    IReadOnlyList<IReadOnlyList<double>> (a) => [.. a.GetProperty("attention").EnumerateArray().Select(Numbers)]),
            });
        await foreach (var question in GqaQuestionFile.ReadAsync(questions, null, TestContext.Current.CancellationToken))
        {
            scorer.Add(question);
        }

        await foreach (var choices in GqaChoicesFile.ReadAsync(_folder.File("choices.json", root.GetProperty("choices").GetRawText()), null, TestContext.Current.CancellationToken))
        {
            scorer.Add(choices);
        }

        Check(root.GetProperty("expected"), scorer.GetScores());
    }

    private static IReadOnlyList<double> Numbers(JsonElement array) => [.. array.EnumerateArray().Select(n => n.GetDouble())];

    private static void Check(JsonElement expected, GqaScores scores)
    {
        var golden = expected.GetProperty("scores");
        Assert.Equal(Number(golden, "accuracy")!.Value, scores.Accuracy, 1e-9);
        Assert.Equal(Number(golden, "binary")!.Value, scores.Binary, 1e-9);
        Assert.Equal(Number(golden, "open")!.Value, scores.Open, 1e-9);
        Assert.Equal(Number(golden, "validity")!.Value, scores.Validity, 1e-9);
        Assert.Equal(Number(golden, "plausibility")!.Value, scores.Plausibility, 1e-9);
        CheckOptional(Number(golden, "consistency"), scores.Consistency);
        CheckOptional(Number(golden, "grounding"), scores.Grounding);
        CheckOptional(Number(golden, "distribution"), scores.Distribution);
        CheckParts(golden.GetProperty("accuracyPerStructuralType"), scores.PerStructuralType.ToDictionary(p => p.Key, p => p.Value));
        CheckParts(golden.GetProperty("accuracyPerSemanticType"), scores.PerSemanticType.ToDictionary(p => p.Key, p => p.Value));
        CheckParts(golden.GetProperty("accuracyPerSteps"), scores.PerSteps.ToDictionary(p => $"{p.Key}", p => p.Value));
        CheckParts(golden.GetProperty("accuracyPerLength"), scores.PerWords.ToDictionary(p => $"{p.Key}", p => p.Value));
        Assert.Equal(expected.GetProperty("printed").GetString(), scores.ToString());
        CheckGroups(expected.GetProperty("goldGroups"), scores.GoldGroups.ToDictionary(g => g.Key, g => g.Value.ToDictionary()));
        CheckGroups(expected.GetProperty("predictedGroups"), scores.PredictedGroups.ToDictionary(g => g.Key, g => g.Value.ToDictionary()));
    }

    private static double? Number(JsonElement golden, string name) =>
        golden.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    private static void CheckOptional(double? expected, double? actual)
    {
        Assert.Equal(expected.HasValue, actual.HasValue);
        Assert.Equal(expected ?? 0, actual ?? 0, 1e-9);
    }

    private static void CheckParts(JsonElement expected, Dictionary<string, GqaScore> actual)
    {
        Assert.Equal(expected.EnumerateObject().Count(), actual.Count);
        foreach (var part in expected.EnumerateObject())
        {
            Assert.Equal(part.Value.GetProperty("accuracy").GetDouble(), actual[part.Name].Accuracy, 1e-9);
            Assert.Equal(part.Value.GetProperty("count").GetInt32(), actual[part.Name].Count);
        }
    }

    private static void CheckGroups(JsonElement expected, Dictionary<string, Dictionary<string, int>> actual)
    {
        Assert.Equal(expected.EnumerateObject().Select(g => g.Name).Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        foreach (var group in expected.EnumerateObject())
        {
            Assert.Equal(group.Value.EnumerateObject().ToDictionary(a => a.Name, a => a.Value.GetInt32()), actual[group.Name]);
        }
    }

    private static async Task CheckLengthsAsync(JsonElement expected, string questions)
    {
        var lengths = expected.GetProperty("perQuestion");
        await foreach (var question in GqaQuestionFile.ReadAsync(questions, null, TestContext.Current.CancellationToken))
        {
            if (lengths.TryGetProperty(question.Id, out var length))
            {
                Assert.Equal(length.GetProperty("words").GetInt32(), GqaQuestionLength.CountWords(question));
                Assert.Equal(length.GetProperty("steps").GetInt32(), GqaQuestionLength.CountSteps(question));
            }
        }
    }

    private async Task<string> PredictionsAsync(string named, string set, string questions)
    {
        if (named == "each question's own answer")
        {
            var own = new List<GqaPrediction>();
            await foreach (var question in GqaQuestionFile.ReadAsync(questions, null, TestContext.Current.CancellationToken))
            {
                own.Add(new GqaPrediction(question.Id, question.Answer!));
            }

            await GqaPredictionFile.WriteAsync(_folder.File("own.json"), own, TestContext.Current.CancellationToken);
            return _folder.File("own.json");
        }

        if (named != "balanced questions only")
        {
            return GoldenFolder.Path("metrics", "gqa", named);
        }

        var all = await GqaPredictionFile.ReadAsync(GoldenFolder.Path("metrics", "gqa", $"{set}_predictions.json"), null, TestContext.Current.CancellationToken);
        var balanced = new List<GqaPrediction>();
        await foreach (var question in GqaQuestionFile.ReadAsync(questions, null, TestContext.Current.CancellationToken))
        {
            if (question.IsBalanced == true)
            {
                balanced.Add(new GqaPrediction(question.Id, all[question.Id]));
            }
        }

        await GqaPredictionFile.WriteAsync(_folder.File("balanced.json"), balanced, TestContext.Current.CancellationToken);
        return _folder.File("balanced.json");
    }
}
