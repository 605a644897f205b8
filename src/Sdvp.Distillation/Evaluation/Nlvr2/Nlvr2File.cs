using System.Runtime.CompilerServices;
using System.Text;
using Sdvp.Distillation.Evaluation.Json;

namespace Sdvp.Distillation.Evaluation.Nlvr2;

/// <summary>Reads NLVR2 files such as <c>dev.json</c>: one JSON object a line, whatever the ending of the name says.</summary>
public static class Nlvr2File
{
    /// <summary>Reads examples one by one; memory does not grow with the file. Empty lines are passed over.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What to require and what to do about unusable lines. Default: <see cref="DatasetReadOptions"/> as they are.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The examples in the order of the file.</returns>
    /// <exception cref="InvalidDatasetException">A line is no JSON object, lacks <c>identifier</c>, <c>sentence</c> or (unless told otherwise) <c>label</c>, or a
    /// field is of the wrong kind, and the options name nobody to tell. The key is the number of the line.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static async IAsyncEnumerable<Nlvr2Example> ReadAsync(
        string path, DatasetReadOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new DatasetReadOptions();
        using var reader = new StreamReader(path, Encoding.UTF8);
        var number = 0;
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line)
                && EntryParser.Parse(path, $"line {number}", Encoding.UTF8.GetBytes(line), options, fields => Parse(fields, options)) is { } example)
            {
                yield return example;
            }
        }
    }

    private static Nlvr2Example Parse(JsonFields fields, DatasetReadOptions options) => new()
    {
        Identifier = ParseIdentifier(fields),
        Sentence = fields.String("sentence"),
        Label = ParseLabel(fields, options.RequireAnswers),
        LeftUrl = fields.OptionalString("left_url"),
        RightUrl = fields.OptionalString("right_url"),
        Writer = fields.OptionalString("writer"),
        Validation = fields.OptionalStringMap("validation"),
        ExtraValidations = fields.OptionalStringMap("extra_validations"),
        Synset = fields.OptionalString("synset"),
        Query = fields.OptionalString("query"),
        Directory = fields.OptionalInteger("directory"),
    };

    private static Nlvr2Identifier ParseIdentifier(JsonFields fields)
    {
        var text = fields.String("identifier");
        return Nlvr2Identifier.TryParse(text, out var identifier)
            ? identifier
            : throw fields.Error("identifier", $"This is '{text}', but split-setid-pairid-sentid is expected, such as dev-850-0-1.");
    }

    private static bool? ParseLabel(JsonFields fields, bool isRequired)
    {
        var text = isRequired ? fields.String("label") : fields.OptionalString("label");
        return text is null ? null
            : bool.TryParse(text, out var label) ? label
            : throw fields.Error("label", $"This is '{text}', but the text True or False is expected.");
    }
}
