using System.Collections.Immutable;
using System.Text.Json;

namespace Sdvp.Distillation.Evaluation.Json;

/// <summary>Reads the fields of a JSON object, and names file, entry and field where one is missing or of the wrong kind.</summary>
/// <param name="Element">The object.</param>
/// <param name="File">Path of the file.</param>
/// <param name="Key">The entry.</param>
/// <param name="Path">Path of the object inside the entry; empty for the entry itself.</param>
internal readonly record struct JsonFields(JsonElement Element, string File, string Key, string Path = "")
{
    public static JsonFields Of(JsonElement element, string file, string key, string path = "") => element.ValueKind == JsonValueKind.Object
        ? new JsonFields(element, file, key, path)
        : throw new InvalidDatasetException(file, key, path, $"This is {Kind(element)}, but an object is expected.");

    public string String(string name) => OptionalString(name) ?? throw Missing(name, "a string");

    public string? OptionalString(string name) => Optional(name, JsonValueKind.String, "a string")?.GetString();

    public int Integer(string name) => OptionalInteger(name) ?? throw Missing(name, "a whole number");

    public int? OptionalInteger(string name) => Optional(name, JsonValueKind.Number, "a whole number") is not { } element ? null
        : element.TryGetInt32(out var number) ? number
        : throw Error(name, $"This is {element.GetRawText()}, but a whole number of 32 bits is expected.");

    public bool? OptionalBoolean(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } element => throw Error(name, $"This is {Kind(element)}, but true or false is expected."),
    };

    public JsonFields Object(string name) => OptionalObject(name) ?? throw Missing(name, "an object");

    public JsonFields? OptionalObject(string name) => Optional(name, JsonValueKind.Object, "an object") is { } element ? new JsonFields(element, File, Key, Join(name)) : null;

    public ImmutableArray<JsonElement>? OptionalArray(string name) => Optional(name, JsonValueKind.Array, "an array") is { } element ? [.. element.EnumerateArray()] : null;

    public ImmutableArray<JsonFields>? OptionalObjects(string name)
    {
        var (file, key, path) = (File, Key, Join(name));
        return OptionalArray(name) is { } items ? [.. items.Select((item, i) => Of(item, file, key, $"{path}[{i}]"))] : null;
    }

    public ImmutableArray<string>? OptionalStrings(string name)
    {
        var self = this;
        return OptionalArray(name) is not { } items ? null
            : [.. items.Select((item, i) => item.ValueKind == JsonValueKind.String ? item.GetString()! : throw self.Error($"{name}[{i}]", $"This is {Kind(item)}, but a string is expected."))];
    }

    public ImmutableArray<int>? OptionalIntegers(string name)
    {
        var self = this;
        return OptionalArray(name) is not { } items ? null
            : [.. items.Select((item, i) => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var number)
                ? number : throw self.Error($"{name}[{i}]", $"This is {Kind(item)}, but a whole number is expected."))];
    }

    public ImmutableDictionary<string, string>? OptionalStringMap(string name)
    {
        if (OptionalObject(name) is not { } map)
        {
            return null;
        }

        var result = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var property in map.Element.EnumerateObject())
        {
            result[property.Name] = map.String(property.Name);
        }

        return result.ToImmutable();
    }

    public InvalidDatasetException Error(string name, string problem, Exception? cause = null) => new(File, Key, Join(name), problem, cause);

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };

    // JSON null counts as absent.
    private JsonElement? Find(string name) =>
        Element.TryGetProperty(name, out var element) && element.ValueKind != JsonValueKind.Null ? element : null;

    private JsonElement? Optional(string name, JsonValueKind kind, string expected) => Find(name) is not { } element ? null
        : element.ValueKind == kind ? element
        : throw Error(name, $"This is {Kind(element)}, but {expected} is expected.");

    private InvalidDatasetException Missing(string name, string expected) => Error(name, $"The field is missing; expected is {expected}.");

    private string Join(string name) => Path.Length == 0 ? name : $"{Path}.{name}";
}
