using System.Text.Encodings.Web;
using System.Text.Json;
using Sdvp.Core.Recording;

namespace Sdvp.Distillation.Evaluation.Json;

/// <summary>Writes large JSON files with flat memory.</summary>
internal static class JsonWriting
{
    private const int FlushAt = 1 << 16;

    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one object whose properties are the entries.</summary>
    public static Task WriteObjectAsync<T>(string path, IEnumerable<T> entries, Action<Utf8JsonWriter, T> write, CancellationToken cancellationToken) =>
        WriteAsync(path, entries, write, writer => writer.WriteStartObject(), writer => writer.WriteEndObject(), cancellationToken);

    /// <summary>Writes one array whose items are the entries.</summary>
    public static Task WriteArrayAsync<T>(string path, IEnumerable<T> entries, Action<Utf8JsonWriter, T> write, CancellationToken cancellationToken) =>
        WriteAsync(path, entries, write, writer => writer.WriteStartArray(), writer => writer.WriteEndArray(), cancellationToken);

    private static Task WriteAsync<T>(
        string path, IEnumerable<T> entries, Action<Utf8JsonWriter, T> write, Action<Utf8JsonWriter> begin, Action<Utf8JsonWriter> end, CancellationToken cancellationToken) =>
        AtomicFile.WriteAsync(
            path,
            async stream =>
            {
                await using var writer = new Utf8JsonWriter(stream, Options);
                begin(writer);
                foreach (var entry in entries)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    write(writer, entry);
                    if (writer.BytesPending > FlushAt)
                    {
                        await writer.FlushAsync(cancellationToken);
                    }
                }

                end(writer);
                await writer.FlushAsync(cancellationToken);
            },
            cancellationToken);

    public static void WriteStrings(this Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    public static void WriteMap(this Utf8JsonWriter writer, string name, IEnumerable<KeyValuePair<string, string>> map)
    {
        writer.WriteStartObject(name);
        foreach (var (key, value) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
    }
}
