using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Sdvp.Distillation.Evaluation.Json;

namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>Reads GQA scene graph files such as <c>val_sceneGraphs.json</c>: one JSON object, image id → scene.</summary>
public static class GqaSceneGraphFile
{
    /// <summary>Reads scenes one by one; memory does not grow with the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What to do about unusable scenes. Default: <see cref="DatasetReadOptions"/> as they are.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The scenes in the order of the file.</returns>
    /// <exception cref="InvalidDatasetException">A scene lacks its size or objects, an object lacks its name or box, or a field is of the wrong kind, and the
    /// options name nobody to tell; or the file is not one whole JSON object.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static async IAsyncEnumerable<GqaSceneGraph> ReadAsync(
        string path, DatasetReadOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        options ??= new DatasetReadOptions();
        await foreach (var entry in JsonObjectStream.ReadAsync(path, cancellationToken))
        {
            if (EntryParser.Parse(path, entry.Key, entry.Value, options, Parse) is { } scene)
            {
                yield return scene;
            }
        }
    }

    private static GqaSceneGraph Parse(JsonFields fields)
    {
        var objects = fields.Object("objects");
        return new GqaSceneGraph
        {
            ImageId = fields.Key,
            Width = Size(fields, "width"),
            Height = Size(fields, "height"),
            Location = fields.OptionalString("location"),
            Weather = fields.OptionalString("weather"),
            Objects = [.. objects.Element.EnumerateObject().Select(o => ParseObject(o.Name, objects.Object(o.Name)))],
        };
    }

    private static GqaObject ParseObject(string id, JsonFields fields) => new(
        id,
        fields.String("name"),
        fields.Integer("x"),
        fields.Integer("y"),
        fields.Integer("w"),
        fields.Integer("h"),
        fields.OptionalStrings("attributes") ?? [],
        fields.OptionalObjects("relations") is { } relations
            ? [.. relations.Select(r => new GqaRelation(r.String("name"), r.String("object")))] : ImmutableArray<GqaRelation>.Empty);

    private static int Size(JsonFields fields, string name) => fields.Integer(name) is > 0 and var size
        ? size : throw fields.Error(name, "The size of an image is at least 1 pixel.");
}
