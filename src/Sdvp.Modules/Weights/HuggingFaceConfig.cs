using System.Collections.Immutable;
using System.Text.Json;

namespace Sdvp.Modules.Weights;

/// <summary>
/// One JSON object of a Hugging Face configuration. Hugging Face omits from a nested configuration what equals the default of its class, so every reader of a
/// value gives that default. Immutable and thread-safe.
/// </summary>
/// <remarks>Errors are <see cref="InvalidDataException"/>s that name the file, the key with its sections, what is there and what is expected.</remarks>
public sealed class HuggingFaceConfig
{
    private const int MaxLength = 1 << 26;

    private readonly string _file;
    private readonly string _prefix;
    private readonly ImmutableDictionary<string, JsonElement> _values;

    private HuggingFaceConfig(string file, string prefix, JsonElement element)
    {
        _file = file;
        _prefix = prefix;
        _values = element.EnumerateObject().Aggregate(
            ImmutableDictionary.CreateBuilder<string, JsonElement>(StringComparer.Ordinal),
            (values, property) =>
            {
                // As Python does, of two equal keys the last counts.
                values[property.Name] = property.Value;
                return values;
            }).ToImmutable();
    }

    private HuggingFaceConfig(string file, string prefix)
    {
        _file = file;
        _prefix = prefix;
        _values = ImmutableDictionary<string, JsonElement>.Empty;
    }

    /// <summary>The keys that are there, in ordinal order.</summary>
    public IEnumerable<string> Keys => _values.Keys.Order(StringComparer.Ordinal);

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="InvalidDataException">It is no JSON object, or larger than 64 MB.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static HuggingFaceConfig Load(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var length = new FileInfo(file).Length;
        return length <= MaxLength
            ? Parse(File.ReadAllBytes(file), file)
            : throw new InvalidDataException($"{file} has {length} bytes; a configuration of at most {MaxLength} is expected.");
    }

    /// <summary>Reads a JSON text.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="file">The file it comes from; only for messages.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="InvalidDataException">It is no JSON object.</exception>
    public static HuggingFaceConfig Parse(ReadOnlyMemory<byte> utf8, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = 64 });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new HuggingFaceConfig(file, string.Empty, document.RootElement.Clone())
                : throw new InvalidDataException($"{file} holds a JSON {document.RootElement.ValueKind}; an object is expected.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{file} is no valid JSON: {exception.Message}", exception);
        }
    }

    /// <summary>A configuration without values: every reader gives its default.</summary>
    /// <param name="file">What messages name as the file.</param>
    /// <returns>The configuration.</returns>
    public static HuggingFaceConfig Empty(string file) => new(file, string.Empty);

    /// <summary>Whether a key is there and not null.</summary>
    /// <param name="name">The key.</param>
    /// <returns>True where it is.</returns>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>Reads a nested object, such as <c>text_config</c>.</summary>
    /// <param name="name">The key.</param>
    /// <returns>The object; one without values where the key is absent or null.</returns>
    public HuggingFaceConfig GetSection(string name) => Find(name) switch
    {
        null => new HuggingFaceConfig(_file, $"{_prefix}{name}."),
        { ValueKind: JsonValueKind.Object } value => new HuggingFaceConfig(_file, $"{_prefix}{name}.", value),
        { } value => throw Invalid(name, value, "an object"),
    };

    /// <summary>Reads a whole number.</summary>
    /// <param name="name">The key.</param>
    /// <param name="fallback">What counts where the key is absent or null; null where it must be there.</param>
    /// <param name="least">The smallest value that is accepted.</param>
    /// <returns>The number.</returns>
    public int GetInt32(string name, int? fallback, int least = int.MinValue) => Find(name) switch
    {
        null => fallback ?? throw Missing(name),
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var number) && number >= least => number,
        { } value => throw Invalid(name, value, least == int.MinValue ? "a whole number" : $"a whole number from {least} on"),
    };

    /// <summary>Reads a number.</summary>
    /// <param name="name">The key.</param>
    /// <param name="fallback">What counts where the key is absent or null; null where it must be there.</param>
    /// <returns>The number.</returns>
    public double GetDouble(string name, double? fallback) => Find(name) switch
    {
        null => fallback ?? throw Missing(name),
        { ValueKind: JsonValueKind.Number } value when value.TryGetDouble(out var number) && double.IsFinite(number) => number,
        { } value => throw Invalid(name, value, "a number"),
    };

    /// <summary>Reads a truth value.</summary>
    /// <param name="name">The key.</param>
    /// <param name="fallback">What counts where the key is absent or null.</param>
    /// <returns>The value.</returns>
    public bool GetBoolean(string name, bool fallback) => GetBooleanOrNull(name) ?? fallback;

    /// <summary>Reads a truth value that may be undecided.</summary>
    /// <param name="name">The key.</param>
    /// <returns>The value; null where the key is absent or null.</returns>
    public bool? GetBooleanOrNull(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } value => throw Invalid(name, value, "true or false"),
    };

    /// <summary>Reads a text.</summary>
    /// <param name="name">The key.</param>
    /// <param name="fallback">What counts where the key is absent or null; null where it must be there.</param>
    /// <returns>The text.</returns>
    public string GetString(string name, string? fallback) => Find(name) switch
    {
        null => fallback ?? throw Missing(name),
        { ValueKind: JsonValueKind.String } value => value.GetString()!,
        { } value => throw Invalid(name, value, "a text"),
    };

    /// <summary>Reads a list of numbers, or one number as a list of <paramref name="length"/> equal ones.</summary>
    /// <param name="name">The key.</param>
    /// <param name="fallback">What counts where the key is absent or null.</param>
    /// <param name="length">How many there must be; null for any number.</param>
    /// <returns>The numbers.</returns>
    public ImmutableArray<double> GetDoubles(string name, ImmutableArray<double> fallback, int? length = null)
    {
        if (Find(name) is not { } value)
        {
            return fallback;
        }

        if (value.ValueKind == JsonValueKind.Number && length is { } count)
        {
            return [.. Enumerable.Repeat(value.GetDouble(), count)];
        }

        return value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number)
            && (length is null || value.GetArrayLength() == length)
            ? [.. value.EnumerateArray().Select(item => item.GetDouble())]
            : throw Invalid(name, value, length is null ? "a list of numbers" : $"a list of {length} numbers");
    }

    /// <summary>Reads a list of texts.</summary>
    /// <param name="name">The key.</param>
    /// <param name="fallback">What counts where the key is absent or null.</param>
    /// <returns>The texts.</returns>
    public ImmutableArray<string> GetStrings(string name, ImmutableArray<string> fallback) => Find(name) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.Array } value when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
            [.. value.EnumerateArray().Select(item => item.GetString()!)],
        { } value => throw Invalid(name, value, "a list of texts"),
    };

    /// <summary>Reads the texts of classes, <c>id2label</c>: keys <c>"0"</c>, <c>"1"</c> … in the order of the numbers.</summary>
    /// <param name="name">The key.</param>
    /// <returns>The texts by index; empty where the key is absent or null.</returns>
    public ImmutableArray<string> GetLabels(string name)
    {
        var section = GetSection(name);
        return [.. Enumerable.Range(0, section._values.Count).Select(index => section.GetString($"{index}", null))];
    }

    /// <summary>Looks at a value of whatever kind.</summary>
    /// <param name="name">The key.</param>
    /// <returns>The value; null where the key is absent or null.</returns>
    public JsonElement? Find(string name) =>
        _values.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>Makes the exception for a value that cannot be used.</summary>
    /// <param name="name">The key.</param>
    /// <param name="value">What is there.</param>
    /// <param name="expected">What is expected, such as "a number from 0 to 1".</param>
    /// <returns>The exception, to be thrown.</returns>
    public InvalidDataException Invalid(string name, object value, string expected)
    {
        var text = value is JsonElement { ValueKind: not JsonValueKind.Undefined } element ? element.GetRawText() : $"{value}";
        return new InvalidDataException($"{_file}: '{_prefix}{name}' is {(text.Length > 80 ? text[..80] + "…" : text)}; expected is {expected}.");
    }

    private InvalidDataException Missing(string name) => new($"{_file} lacks '{_prefix}{name}', for which there is no default.");
}
