using System.Collections.Immutable;
using System.Text.Json;
using Sdvp.Distillation.Evaluation;
using Sdvp.Distillation.Evaluation.Vqa;
using Sdvp.Tests.Shared;

namespace Sdvp.Distillation.Tests.Evaluation.Vqa;

/// <summary>Every case of the official script in the golden data.</summary>
[Trait("Category", "Golden")]
public sealed class VqaScorerGoldenTests
{
    [Fact]
    public void Judge_Cases_GivesTheOfficialAccuracies()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(GoldenFolder.Path("metrics", "vqa", "cases.json")));
        var judged = new List<(VqaExample Example, double Accuracy)>();
        foreach (var entry in file.RootElement.GetProperty("cases").EnumerateArray())
        {
            var example = new VqaExample(
                entry.GetProperty("question_id").GetInt64(),
                entry.GetProperty("question_type").GetString()!,
                entry.GetProperty("answer_type").GetString()!,
                [.. entry.GetProperty("answers").EnumerateArray().Select(a => new VqaAnswer(
                    a.GetProperty("answer").GetString()!, a.GetProperty("answer_confidence").GetString(), a.GetProperty("answer_id").GetInt32()))]);
            var prediction = entry.GetProperty("prediction").GetString()!;

            var judgement = VqaScorer.Judge(prediction, example.Answers);

            Assert.Equal(entry.GetProperty("normalisationApplied").GetBoolean(), judgement.IsNormalised);
            Assert.Equal(entry.GetProperty("comparedPrediction").GetString(), judgement.Prediction);
            Assert.Equal(entry.GetProperty("comparedAnswers").EnumerateArray().Select(a => a.GetString()!), judgement.Answers);
            Assert.Equal(entry.GetProperty("accuracyPercent2").GetDouble(), PythonText.Round(100 * judgement.Accuracy, 2), 1e-9);
            Assert.Equal(entry.GetProperty("accuracyPercent").GetDouble(), PythonText.Round(100 * judgement.Accuracy, 12), 1e-9);
            var flat = prediction.Replace('\n', ' ').Replace('\t', ' ');
            Assert.Equal(entry.GetProperty("normalisedPrediction").GetString(), VqaAnswerNormalizer.Normalize(PythonText.Strip(flat)));
            judged.Add((example, judgement.Accuracy));
        }

        foreach (var (name, decimals) in new[] { ("n2", 2), ("n12", 12) })
        {
            var expected = file.RootElement.GetProperty("summary").GetProperty(name);
            var scores = VqaScorer.Score(judged, decimals);
            Assert.Equal(expected.GetProperty("overall").GetDouble(), scores.Overall, 1e-9);
            CheckTypes(expected.GetProperty("perQuestionType"), scores.PerQuestionType);
            CheckTypes(expected.GetProperty("perAnswerType"), scores.PerAnswerType);
        }
    }

    [Fact]
    public void Normalize_Cases_GivesTheOfficialTexts()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(GoldenFolder.Path("metrics", "vqa", "normalise.json")));
        var count = 0;
        foreach (var entry in file.RootElement.GetProperty("cases").EnumerateArray())
        {
            var input = entry.GetProperty("input").GetString()!;
            Assert.Equal(entry.GetProperty("afterPunctuation").GetString(), VqaAnswerNormalizer.RemovePunctuation(input));
            Assert.Equal(entry.GetProperty("afterDigitArticle").GetString(), VqaAnswerNormalizer.ReplaceWords(input));
            Assert.Equal(entry.GetProperty("both").GetString(), VqaAnswerNormalizer.Normalize(input));
            count++;
        }

        Assert.True(count > 0);
    }

    private static void CheckTypes(JsonElement expected, ImmutableSortedDictionary<string, double> actual)
    {
        Assert.Equal(expected.EnumerateObject().Count(), actual.Count);
        Assert.All(expected.EnumerateObject(), type => Assert.Equal(type.Value.GetDouble(), actual[type.Name], 1e-9));
    }
}
