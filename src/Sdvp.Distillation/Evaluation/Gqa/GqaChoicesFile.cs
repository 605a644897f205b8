using System.Runtime.CompilerServices;
using Sdvp.Distillation.Evaluation.Json;

namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>Reads GQA choices files such as <c>val_choices.json</c>: one JSON object, question id → valid and plausible answers.</summary>
public static class GqaChoicesFile
{
    /// <summary>Reads choices one by one; memory does not grow with the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What to do about unusable entries. Default: <see cref="DatasetReadOptions"/> as they are.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The choices in the order of the file.</returns>
    /// <exception cref="InvalidDatasetException">An entry lacks <c>valid</c> or <c>plausible</c>, or they are no lists of texts, and the options name nobody to
    /// tell; or the file is not one whole JSON object.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static async IAsyncEnumerable<GqaChoices> ReadAsync(
        string path, DatasetReadOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        options ??= new DatasetReadOptions();
        await foreach (var entry in JsonObjectStream.ReadAsync(path, cancellationToken))
        {
            if (EntryParser.Parse(path, entry.Key, entry.Value, options, Parse) is { } choices)
            {
                yield return choices;
            }
        }
    }

    private static GqaChoices Parse(JsonFields fields) => new(
        fields.Key,
        fields.OptionalStrings("valid") ?? throw fields.Error("valid", "The field is missing; expected is a list of answers."),
        fields.OptionalStrings("plausible") ?? throw fields.Error("plausible", "The field is missing; expected is a list of answers."));
}
