using System.Text.Json;
using Sdvp.Distillation.Evaluation.Nlvr2;
using Sdvp.Tests.Shared;

namespace Sdvp.Distillation.Tests.Evaluation.Nlvr2;

/// <summary>Every run of the official scripts in the golden data.</summary>
[Trait("Category", "Golden")]
public sealed class Nlvr2ScorerGoldenTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Score_Files_GivesTheOfficialScores()
    {
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(GoldenFolder.Path("metrics", "nlvr2", "expected.json"), TestContext.Current.CancellationToken));
        var count = 0;
        foreach (var run in file.RootElement.GetProperty("runs").EnumerateArray())
        {
            var examples = await ReadAsync(GoldenFolder.Path("metrics", "nlvr2", run.GetProperty("labels").GetString()!));
            var predictions = Nlvr2PredictionFile.Read(GoldenFolder.Path("metrics", "nlvr2", run.GetProperty("predictions").GetString()!));
            Assert.Equal(run.GetProperty("nExamples").GetInt32(), examples.Count);

            Check(run.GetProperty("expected"), Nlvr2Scorer.Score(examples, predictions));
            var annotations = Nlvr2Annotations.Read(GoldenFolder.Path("metrics", "nlvr2", run.GetProperty("annotations").GetString()!));
            CheckCategories(run.GetProperty("categoryAccuracyScript"), examples, predictions, annotations);
            count++;
        }

        Assert.True(count > 0);
    }

    [Fact]
    public async Task Score_MiniCases_GivesTheOfficialScores()
    {
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(GoldenFolder.Path("metrics", "nlvr2", "mini_cases.json"), TestContext.Current.CancellationToken));
        var count = 0;
        foreach (var entry in file.RootElement.GetProperty("cases").EnumerateArray())
        {
            var labels = string.Join('\n', entry.GetProperty("labels").EnumerateArray().Select(l => JsonSerializer.Serialize(l)));
            var examples = await ReadAsync(_folder.File($"{count}.json", labels));
            var predictions = Nlvr2PredictionFile.Parse(entry.GetProperty("predictions").EnumerateArray().Select(p => p.GetString()!), "predictions");

            Check(entry.GetProperty("expected"), Nlvr2Scorer.Score(examples, predictions));
            count++;
        }

        Assert.True(count > 0);
    }

    private static void Check(JsonElement expected, Nlvr2Scores scores)
    {
        Assert.Equal(expected.GetProperty("printed").GetString(), scores.ToString());
        Assert.Equal(expected.TryGetProperty("accuracy", out var accuracy), scores.Accuracy.HasValue);
        if (scores.Accuracy is null)
        {
            Assert.NotEmpty(scores.Missing);
            return;
        }

        Assert.Equal(accuracy.GetDouble(), scores.Accuracy.Value, 1e-9);
        Assert.Equal(expected.GetProperty("consistency").GetDouble(), scores.Consistency!.Value, 1e-9);
        var filtered = expected.GetProperty("filteredAccuracyScript");
        if (!filtered.TryGetProperty("error", out _))
        {
            var printed = string.Concat(scores.Unreadable.Select(u => u + "\n")) + PythonText(scores.FilteredAccuracy!.Value) + "\n";
            Assert.Equal(filtered.GetProperty("printed").GetString(), printed);
        }
    }

    private static void CheckCategories(JsonElement expected, List<Nlvr2Example> examples, IReadOnlyDictionary<string, string> predictions, Nlvr2Annotations annotations)
    {
        if (expected.TryGetProperty("error", out var error))
        {
            // The script does not read a third column; it is passed over here as in the accuracy script.
            if (!error.GetString()!.Contains("too many values", StringComparison.Ordinal))
            {
                Assert.Throws<ArgumentException>(() => Nlvr2Scorer.ScoreCategories(examples, predictions, annotations));
            }

            return;
        }

        var scores = Nlvr2Scorer.ScoreCategories(examples, predictions, annotations);
        var printed = $"Loaded {annotations.Sentences} annotated examples.\nFound {annotations.Categories.Count} categories.\nPer-category accuracy:\n"
            + string.Concat(scores.Select(s => $"{s.Key}: {s.Value}\n"));
        Assert.Equal(expected.GetProperty("printed").GetString(), printed);
    }

    private static string PythonText(double value) => Sdvp.Distillation.Evaluation.PythonText.Float(value);

    private static async Task<List<Nlvr2Example>> ReadAsync(string path)
    {
        var examples = new List<Nlvr2Example>();
        await foreach (var example in Nlvr2File.ReadAsync(path, null, TestContext.Current.CancellationToken))
        {
            examples.Add(example);
        }

        return examples;
    }
}
