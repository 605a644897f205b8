using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sdvp.Core.Recording;
using Sdvp.Distillation.Evaluation.Json;

namespace Sdvp.Distillation.Evaluation.Loading;

/// <summary>Generated programs as JSON Lines: <c>{"id": "…", "program": "…"}</c>. So every evaluation runs the same programs, whoever wrote them.</summary>
public static class StoredProgramFile
{
    // Programs are full of quotes; a file that people read does not escape them as for HTML.
    private static readonly JsonSerializerOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads all programs of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Sources by example id.</returns>
    /// <exception cref="InvalidDatasetException">A line is no such object, or an id stands twice; file and line are named.</exception>
    public static async Task<ImmutableDictionary<string, string>> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        var programs = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        await foreach (var program in StreamAsync(path, cancellationToken: cancellationToken))
        {
            if (!programs.TryAdd(program.Id, program.Source))
            {
                throw new InvalidDatasetException(path, program.Id, "id", "The id stands twice; each example has one program.");
            }
        }

        return programs.ToImmutable();
    }

    /// <summary>Reads programs one by one; memory does not grow with the file. Whether an id stands twice is not looked at.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What to do about lines that are no such object. Default: <see cref="DatasetReadOptions"/> as they are.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The programs in the order of the file.</returns>
    /// <exception cref="InvalidDatasetException">A line is no such object, and the options name nobody to tell; file and line are named.</exception>
    public static async IAsyncEnumerable<StoredProgram> StreamAsync(
        string path, DatasetReadOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new DatasetReadOptions();
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
        {
            number++;
            if (line.Length > 0 && EntryParser.Check(options, () => Parse(path, $"line {number}", line)) is { } program)
            {
                yield return program;
            }
        }
    }

    /// <summary>Writes programs to a temporary file and puts it in the place of an older one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="programs">The programs.</param>
    /// <param name="cancellationToken">Gives up; an older file stays.</param>
    /// <returns>When the file is in its place.</returns>
    public static async Task WriteAsync(string path, IEnumerable<StoredProgram> programs, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(programs);
        await AtomicFile.WriteAsync(
            path,
            async stream =>
            {
                await using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
                foreach (var program in programs)
                {
                    await writer.WriteLineAsync(new JsonObject { ["id"] = program.Id, ["program"] = program.Source }.ToJsonString(JsonOptions).AsMemory(), cancellationToken);
                }
            },
            cancellationToken);
    }

    private static StoredProgram Parse(string path, string key, string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return new StoredProgram(Text(document.RootElement, "id"), Text(document.RootElement, "program"));
        }
        catch (JsonException error)
        {
            throw new InvalidDatasetException(path, key, null, $"The line is not JSON: {error.Message}", error);
        }

        string Text(JsonElement root, string field) =>
            root.ValueKind == JsonValueKind.Object && root.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()!
                : throw new InvalidDatasetException(path, key, field, "A text is expected.");
    }
}
