using System.Text.Json;
using Sdvp.Distillation.Evaluation.Json;

namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>Reads and writes predictions in GQA's format: <c>[{"questionId": "…", "prediction": "…"}]</c>.</summary>
public static class GqaPredictionFile
{
    private const int BytesOfAnEntry = 48;
    private const int MostEntries = 1 << 25;

    /// <summary>Reads predictions. Of two for one question the later counts, as in the official script.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What to do about unusable entries. Default: <see cref="DatasetReadOptions"/> as they are.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Answer by question id. Equal answers share one string.</returns>
    /// <exception cref="InvalidDatasetException">An entry lacks <c>questionId</c> or <c>prediction</c>, and the options name nobody to tell; or the file is no
    /// JSON array.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(
        string path, DatasetReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new DatasetReadOptions();
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        var index = 0;
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous);

        // Made as large as it will be: growing, it would leave as much behind as it takes.
        var predictions = new Dictionary<string, string>((int)Math.Min(stream.Length / BytesOfAnEntry, MostEntries), StringComparer.Ordinal);
        try
        {
            await foreach (var element in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(stream, cancellationToken: cancellationToken))
            {
                var key = $"[{index++}]";
                if (EntryParser.Check(options, () => Parse(JsonFields.Of(element, path, key))) is { } prediction)
                {
                    answers.TryAdd(prediction.Answer, prediction.Answer);
                    predictions[prediction.QuestionId] = answers[prediction.Answer];
                }
            }
        }
        catch (JsonException error)
        {
            throw new InvalidDatasetException(
                path, null, null, $"Behind entry {index} the file is no valid JSON array (line {error.LineNumber + 1}): expected is [{{\"questionId\": …, \"prediction\": …}}].", error);
        }

        return predictions;
    }

    /// <summary>Writes a file, under a temporary name until it is whole.</summary>
    /// <param name="path">The file; replaced if it exists, its folder made if absent.</param>
    /// <param name="predictions">The predictions; read one by one.</param>
    /// <param name="cancellationToken">Gives up and leaves nothing behind.</param>
    /// <returns>A task that ends when the file is in place.</returns>
    public static Task WriteAsync(string path, IEnumerable<GqaPrediction> predictions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return JsonWriting.WriteArrayAsync(
            path,
            predictions,
            (writer, prediction) =>
            {
                writer.WriteStartObject();
                writer.WriteString("questionId", prediction.QuestionId);
                writer.WriteString("prediction", prediction.Answer);
                writer.WriteEndObject();
            },
            cancellationToken);
    }

    private static GqaPrediction Parse(JsonFields fields) => new(fields.String("questionId"), fields.String("prediction"));
}
