using System.Text.Json;
using Sdvp.Core.Recording;
using Sdvp.Distillation.Evaluation.Json;

namespace Sdvp.Distillation.Evaluation.Nlvr2;

/// <summary>Writes files in NLVR2's format.</summary>
public static class Nlvr2Writer
{
    /// <summary>Writes a file, under a temporary name until it is whole.</summary>
    /// <param name="path">The file; replaced if it exists, its folder made if absent.</param>
    /// <param name="examples">The examples; read one by one. Fields that are null are left out.</param>
    /// <param name="cancellationToken">Gives up and leaves nothing behind.</param>
    /// <returns>A task that ends when the file is in place.</returns>
    public static Task WriteAsync(string path, IEnumerable<Nlvr2Example> examples, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        return AtomicFile.WriteAsync(
            path,
            async stream =>
            {
                await using var writer = new Utf8JsonWriter(stream, JsonWriting.Options);
                foreach (var example in examples)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    Write(writer, example);
                    await writer.FlushAsync(cancellationToken);
                    stream.WriteByte((byte)'\n');
                    writer.Reset();
                }
            },
            cancellationToken);
    }

    private static void Write(Utf8JsonWriter writer, Nlvr2Example example)
    {
        writer.WriteStartObject();
        if (example.Validation is { } validation)
        {
            writer.WriteMap("validation", validation);
        }

        writer.WriteString("sentence", example.Sentence);
        WriteOptional(writer, "left_url", example.LeftUrl);
        WriteOptional(writer, "writer", example.Writer);
        WriteOptional(writer, "label", example.Label?.ToString());
        WriteOptional(writer, "right_url", example.RightUrl);
        WriteOptional(writer, "synset", example.Synset);
        WriteOptional(writer, "query", example.Query);
        writer.WriteString("identifier", example.Identifier.ToString());
        if (example.ExtraValidations is { } extra)
        {
            writer.WriteMap("extra_validations", extra);
        }

        if (example.Directory is { } directory)
        {
            writer.WriteNumber("directory", directory);
        }

        writer.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
