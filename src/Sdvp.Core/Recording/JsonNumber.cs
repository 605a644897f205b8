using System.Globalization;
using System.Text.Json;

namespace Sdvp.Core.Recording;

/// <summary>Doubles in JSON, exactly: what JSON has no number for is written as text.</summary>
internal static class JsonNumber
{
    public static void Write(Utf8JsonWriter json, double number)
    {
        if (double.IsFinite(number))
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
        }
    }

    public static double Read(JsonField field) => field.Kind switch
    {
        JsonValueKind.String => field.AsString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            var other => throw field.Invalid($"'{other}' is no number"),
        },
        _ => field.AsDouble(),
    };
}
