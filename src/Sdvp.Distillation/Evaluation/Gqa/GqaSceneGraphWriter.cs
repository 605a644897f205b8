using System.Text.Json;
using Sdvp.Distillation.Evaluation.Json;

namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>Writes scene graph files in GQA's format.</summary>
public static class GqaSceneGraphWriter
{
    /// <summary>Writes a file, under a temporary name until it is whole.</summary>
    /// <param name="path">The file; replaced if it exists, its folder made if absent.</param>
    /// <param name="scenes">The scenes, with distinct ids; read one by one. Location and weather are left out where they are null.</param>
    /// <param name="cancellationToken">Gives up and leaves nothing behind.</param>
    /// <returns>A task that ends when the file is in place.</returns>
    public static Task WriteAsync(string path, IEnumerable<GqaSceneGraph> scenes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scenes);
        return JsonWriting.WriteObjectAsync(path, scenes, Write, cancellationToken);
    }

    private static void Write(Utf8JsonWriter writer, GqaSceneGraph scene)
    {
        writer.WriteStartObject(scene.ImageId);
        writer.WriteNumber("width", scene.Width);
        writer.WriteNumber("height", scene.Height);
        if (scene.Location is not null)
        {
            writer.WriteString("location", scene.Location);
        }

        if (scene.Weather is not null)
        {
            writer.WriteString("weather", scene.Weather);
        }

        writer.WriteStartObject("objects");
        foreach (var item in scene.Objects)
        {
            WriteObject(writer, item);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter writer, GqaObject item)
    {
        writer.WriteStartObject(item.Id);
        writer.WriteString("name", item.Name);
        writer.WriteNumber("x", item.X);
        writer.WriteNumber("y", item.Y);
        writer.WriteNumber("w", item.Width);
        writer.WriteNumber("h", item.Height);
        writer.WriteStrings("attributes", item.Attributes);
        writer.WriteStartArray("relations");
        foreach (var relation in item.Relations)
        {
            writer.WriteStartObject();
            writer.WriteString("name", relation.Name);
            writer.WriteString("object", relation.ObjectId);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
