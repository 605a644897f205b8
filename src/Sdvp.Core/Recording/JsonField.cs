using System.Text.Json;

namespace Sdvp.Core.Recording;

/// <summary>A place in a recorded line, which knows its name, so that every error says where it is.</summary>
/// <param name="Element">The JSON there.</param>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Name">The path from the line's root; empty for the root.</param>
internal readonly record struct JsonField(JsonElement Element, string File, long Line, string Name = "")
{
    public JsonValueKind Kind => Element.ValueKind;

    public JsonField Get(string name) => TryGet(name, out var field)
        ? field
        : throw Child(name, default).Invalid("the field is missing");

    public bool TryGet(string name, out JsonField field)
    {
        Expect(JsonValueKind.Object);
        var found = Element.TryGetProperty(name, out var element);
        field = Child(name, element);
        return found && element.ValueKind != JsonValueKind.Null;
    }

    /// <summary>A field that may be null but not missing.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The field.</returns>
    public JsonField GetNullable(string name)
    {
        Expect(JsonValueKind.Object);
        return Element.TryGetProperty(name, out var element) ? Child(name, element) : throw Child(name, default).Invalid("the field is missing");
    }

    public IEnumerable<JsonField> Items(int? expectedCount = null)
    {
        Expect(JsonValueKind.Array);
        if (expectedCount is { } count && Element.GetArrayLength() != count)
        {
            throw Invalid($"{Element.GetArrayLength()} items; expected are {count}");
        }

        var (file, line, name) = (File, Line, Name);
        return Element.EnumerateArray().Select((item, index) => new JsonField(item, file, line, $"{name}[{index}]"));
    }

    public IEnumerable<(string Name, JsonField Field)> Properties()
    {
        Expect(JsonValueKind.Object);
        var self = this;
        return Element.EnumerateObject().Select(property =>
        {
            var name = self.NameOf(property);
            return (name, self.Child(name, property.Value));
        });
    }

    public string AsString()
    {
        Expect(JsonValueKind.String);
        try
        {
            return Element.GetString()!;
        }
        catch (InvalidOperationException error)
        {
            throw Invalid("the text is not valid Unicode", error);
        }
    }

    public byte[] AsBytes()
    {
        Expect(JsonValueKind.String);
        return Element.TryGetBytesFromBase64(out var bytes) ? bytes : throw Invalid("the text is not base64");
    }

    public int AsInt32()
    {
        Expect(JsonValueKind.Number);
        return Element.TryGetInt32(out var number) ? number : throw Invalid($"{Element.GetRawText()} is no 32-bit integer");
    }

    public long AsInt64()
    {
        Expect(JsonValueKind.Number);
        return Element.TryGetInt64(out var number) ? number : throw Invalid($"{Element.GetRawText()} is no 64-bit integer");
    }

    public double AsDouble()
    {
        Expect(JsonValueKind.Number);
        return Element.TryGetDouble(out var number) ? number : throw Invalid($"{Element.GetRawText()} is no double");
    }

    public bool AsBoolean() => Kind is JsonValueKind.True or JsonValueKind.False
        ? Element.GetBoolean()
        : throw Invalid($"{Kind}; expected is a truth value");

    public InvalidRecordException Invalid(string problem, Exception? cause = null) => new(File, Line, Name, problem, cause);

    private string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException error)
        {
            throw Invalid("a field's name is not valid Unicode", error);
        }
    }

    private void Expect(JsonValueKind kind)
    {
        if (Kind != kind)
        {
            throw Invalid($"{Kind}; expected is {kind}");
        }
    }

    private JsonField Child(string name, JsonElement element) => new(element, File, Line, Name.Length == 0 ? name : $"{Name}.{name}");
}
