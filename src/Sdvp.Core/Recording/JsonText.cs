using System.Runtime.InteropServices;
using System.Text.Json;

namespace Sdvp.Core.Recording;

/// <summary>
/// Text in JSON, exactly: text with half a surrogate pair, which networks do make and JSON has no place for, is written as
/// <c>{"utf16":"base64"}</c>.
/// </summary>
internal static class JsonText
{
    private const string Utf16 = "utf16";

    public static void Write(Utf8JsonWriter json, string? text)
    {
        if (text is null)
        {
            json.WriteNullValue();
            return;
        }

        if (IsWellFormed(text))
        {
            json.WriteStringValue(text);
            return;
        }

        json.WriteStartObject();
        json.WriteBase64String(Utf16, MemoryMarshal.AsBytes(text.AsSpan()));
        json.WriteEndObject();
    }

    public static string? Read(JsonField field) => field.Kind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Object => FromBytes(field.Get(Utf16)),
        _ => field.AsString(),
    };

    private static string FromBytes(JsonField field)
    {
        var bytes = field.AsBytes();
        return bytes.Length % 2 == 0
            ? new string(MemoryMarshal.Cast<byte, char>(bytes))
            : throw field.Invalid($"{bytes.Length} bytes are no UTF-16 text");
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i++ + 1])))
            {
                return false;
            }
        }

        return true;
    }
}
