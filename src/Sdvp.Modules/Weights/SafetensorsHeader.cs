using System.Collections.Immutable;
using System.Text.Json;
using TorchSharp;

namespace Sdvp.Modules.Weights;

/// <summary>Reads and checks the header of a safetensors file. Everything in it is taken for hostile.</summary>
/// <param name="path">The file; only for messages.</param>
/// <param name="dataLength">The bytes behind the header.</param>
internal sealed class SafetensorsHeader(string path, long dataLength)
{
    /// <summary>The largest header that is read, as in the reference implementation.</summary>
    public const int MaxLength = 100_000_000;

    private readonly Dictionary<string, SafetensorsEntry> _entries = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly OrderedDictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private bool _hasMetadata;

    /// <summary>The bytes behind the header.</summary>
    public long DataLength => dataLength;

    /// <summary>The names of the tensors, in the order of the header.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, SafetensorsEntry> Entries => _entries;

    /// <summary>The free texts, in the order of the header.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>Reads the header.</summary>
    /// <param name="json">Its bytes.</param>
    /// <exception cref="InvalidWeightsException">It is damaged, or points outside the file.</exception>
    public void Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 8 });
            Expect(ref reader, JsonTokenType.StartObject, null);
            while (Next(ref reader) == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                if (name == "__metadata__")
                {
                    ReadMetadata(ref reader);
                }
                else if (!_entries.TryAdd(name, ReadEntry(ref reader, name)))
                {
                    throw Invalid(name, "it occurs twice.");
                }
                else
                {
                    _names.Add(name);
                }
            }

            if (reader.Read())
            {
                throw Invalid(null, "something follows the header's JSON object.");
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw Invalid(null, $"its header is no valid JSON of a safetensors file ({exception.Message}).", exception);
        }

        CheckCoverage();
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        if (_hasMetadata)
        {
            throw Invalid(null, "its header holds __metadata__ twice.");
        }

        _hasMetadata = true;
        Expect(ref reader, JsonTokenType.StartObject, null);
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            Expect(ref reader, JsonTokenType.String, null);
            if (!_metadata.TryAdd(name, reader.GetString()!))
            {
                throw Invalid(null, $"its metadata holds '{name}' twice.");
            }
        }
    }

    private SafetensorsEntry ReadEntry(ref Utf8JsonReader reader, string name)
    {
        torch.ScalarType? type = null;
        long[]? shape = null;
        long[]? offsets = null;
        Expect(ref reader, JsonTokenType.StartObject, name);
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            var field = reader.GetString()!;
            switch (field)
            {
                case "dtype" when type is null:
                    Expect(ref reader, JsonTokenType.String, name);
                    type = SafetensorsTypes.Find(reader.GetString()!)
                        ?? throw Invalid(name, $"its dtype '{reader.GetString()}' is none of {SafetensorsTypes.Names}.");
                    break;
                case "shape" when shape is null:
                    shape = ReadNumbers(ref reader, name);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadNumbers(ref reader, name);
                    break;
                default:
                    throw Invalid(name, $"its field '{field}' is unknown or occurs twice; dtype, shape and data_offsets are expected once each.");
            }
        }

        return type is { } known && shape is not null && offsets is [var begin, var end]
            ? Check(name, new SafetensorsEntry(known, [.. shape], begin, end))
            : throw Invalid(name, "it lacks a dtype, a shape or two data_offsets.");
    }

    private SafetensorsEntry Check(string name, SafetensorsEntry entry)
    {
        if (entry.Begin > entry.End || entry.End > dataLength)
        {
            throw Invalid(name, $"its data_offsets {entry.Begin} to {entry.End} do not lie within the file's {dataLength} bytes of data (damaged or truncated).");
        }

        // In Int128 no product of two longs overflows, and what exceeds the file ends the loop's growth.
        Int128 bytes = SafetensorsTypes.SizeOf(entry.Type);
        foreach (var dimension in entry.Shape)
        {
            bytes = bytes > long.MaxValue && dimension != 0 ? (Int128)long.MaxValue + 1 : bytes * dimension;
        }

        return bytes == entry.End - entry.Begin
            ? entry
            : throw Invalid(name, $"its shape [{string.Join(", ", entry.Shape)}] of {SafetensorsTypes.NameOf(entry.Type)} does not take the {entry.End - entry.Begin} bytes that its data_offsets give it.");
    }

    private void CheckCoverage()
    {
        var position = 0L;
        foreach (var (name, entry) in _entries.OrderBy(pair => pair.Value.Begin).ThenBy(pair => pair.Value.End))
        {
            if (entry.Begin != position)
            {
                throw Invalid(name, $"its data begins at byte {entry.Begin}, where {position} is expected: tensors overlap or leave a gap.");
            }

            position = entry.End;
        }

        if (position != dataLength)
        {
            throw Invalid(null, $"its tensors take {position} bytes of data, but {dataLength} are there.");
        }
    }

    private long[] ReadNumbers(ref Utf8JsonReader reader, string name)
    {
        const int MostDimensions = 64;
        var numbers = new List<long>();
        Expect(ref reader, JsonTokenType.StartArray, name);
        while (Next(ref reader) == JsonTokenType.Number)
        {
            if (!reader.TryGetInt64(out var number) || number < 0 || numbers.Count == MostDimensions)
            {
                throw Invalid(name, "its shape or data_offsets hold something other than a few whole numbers from 0 on.");
            }

            numbers.Add(number);
        }

        return reader.TokenType == JsonTokenType.EndArray ? [.. numbers] : throw Invalid(name, "its shape or data_offsets are no list of numbers.");
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader) => reader.Read() ? reader.TokenType : JsonTokenType.None;

    private void Expect(ref Utf8JsonReader reader, JsonTokenType type, string? name)
    {
        if (Next(ref reader) != type)
        {
            throw Invalid(name, $"its header holds a {reader.TokenType} where a {type} is expected.");
        }
    }

    private InvalidWeightsException Invalid(string? name, string reason, Exception? cause = null) => new(path, name, reason, cause);
}
