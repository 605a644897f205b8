using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Sdvp.Distillation.Evaluation.Json;

namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>
/// Reads GQA question files such as <c>val_balanced_questions.json</c>: one JSON object, question id → question; and folders of such files, as
/// <c>train_all_questions</c> is.
/// </summary>
public static class GqaQuestionFile
{
    /// <summary>Reads questions one by one; memory does not grow with the file.</summary>
    /// <param name="path">The file, or the folder of shards; see <see cref="GqaShards"/>.</param>
    /// <param name="options">What to require and what to do about unusable questions. Default: <see cref="DatasetReadOptions"/> as they are.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The questions in the order of the file.</returns>
    /// <exception cref="InvalidDatasetException">A question lacks <c>imageId</c>, <c>question</c> or (unless told otherwise) <c>answer</c>, or a field is of the
    /// wrong kind, and the options name nobody to tell; or the file is not one whole JSON object.</exception>
    /// <exception cref="FileNotFoundException">There is neither the file nor a folder of shards.</exception>
    public static async IAsyncEnumerable<GqaQuestion> ReadAsync(
        string path, DatasetReadOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        options ??= new DatasetReadOptions();
        foreach (var file in GqaShards.Find(path))
        {
            await foreach (var entry in JsonObjectStream.ReadAsync(file, cancellationToken))
            {
                if (EntryParser.Parse(file, entry.Key, entry.Value, options, fields => Parse(fields, options)) is { } question)
                {
                    yield return question;
                }
            }
        }
    }

    private static GqaQuestion Parse(JsonFields fields, DatasetReadOptions options) => new()
    {
        Id = fields.Key,
        ImageId = fields.String("imageId"),
        Question = fields.String("question"),
        Answer = options.RequireAnswers ? fields.String("answer") : fields.OptionalString("answer"),
        FullAnswer = fields.OptionalString("fullAnswer"),
        IsBalanced = fields.OptionalBoolean("isBalanced"),
        Groups = fields.OptionalObject("groups") is { } groups ? new GqaGroups(groups.OptionalString("global"), groups.OptionalString("local")) : null,
        Entailed = fields.OptionalStrings("entailed"),
        Equivalent = fields.OptionalStrings("equivalent"),
        Types = fields.OptionalObject("types") is { } types
            ? new GqaTypes(types.OptionalString("structural"), types.OptionalString("semantic"), types.OptionalString("detailed")) : null,
        Annotations = fields.OptionalObject("annotations") is { } annotations
            ? new GqaAnnotations(Map(annotations, "question"), Map(annotations, "answer"), Map(annotations, "fullAnswer")) : null,
        Semantic = fields.OptionalObjects("semantic") is { } steps ? [.. steps.Select((step, i) => ParseOperation(step, i))] : null,
        SemanticStr = fields.OptionalString("semanticStr"),
    };

    private static ImmutableDictionary<string, string> Map(JsonFields fields, string name) =>
        fields.OptionalStringMap(name) ?? ImmutableDictionary<string, string>.Empty;

    private static GqaOperation ParseOperation(JsonFields fields, int index)
    {
        var dependencies = fields.OptionalIntegers("dependencies") ?? [];
        foreach (var dependency in dependencies)
        {
            if (dependency < 0 || dependency >= index)
            {
                throw fields.Error("dependencies", $"Step {index} depends on step {dependency}; expected is an earlier step.");
            }
        }

        return new GqaOperation(fields.String("operation"), fields.String("argument"), dependencies);
    }
}
