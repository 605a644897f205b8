using System.Collections.Immutable;
using System.Text.Json;
using Sdvp.Core.Values;

namespace Sdvp.Core.Recording;

/// <summary>Boxes and regions in JSON.</summary>
internal static class RegionJson
{
    public static void Write(Utf8JsonWriter json, PixelBox box)
    {
        json.WriteStartArray();
        json.WriteNumberValue(box.Left);
        json.WriteNumberValue(box.Top);
        json.WriteNumberValue(box.Right);
        json.WriteNumberValue(box.Bottom);
        json.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, ImmutableArray<Region> regions)
    {
        json.WriteStartArray();
        foreach (var region in regions)
        {
            json.WriteStartObject();
            json.WritePropertyName("box");
            Write(json, region.Box);
            json.WritePropertyName("score");
            JsonNumber.Write(json, region.Score);
            if (region.Label is not null)
            {
                json.WritePropertyName("label");
                JsonText.Write(json, region.Label);
            }

            WriteObject(json, region);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static PixelBox ReadBox(JsonField field)
    {
        int[] sides = [.. field.Items(expectedCount: 4).Select(side => side.AsInt32())];
        return new PixelBox(sides[0], sides[1], sides[2], sides[3]);
    }

    public static ImmutableArray<Region> ReadRegions(JsonField field) => [.. field.Items().Select(ReadRegion)];

    private static Region ReadRegion(JsonField field) => new(
        ReadBox(field.Get("box")),
        JsonNumber.Read(field.Get("score")),
        field.TryGet("label", out var label) ? JsonText.Read(label) : null)
    {
        Mask = field.TryGet("mask", out var mask) ? RegionMaskJson.Read(mask) : null,
        Instance = field.TryGet("instance", out var instance) ? instance.AsInt32() : null,
        Class = field.TryGet("class", out var name) ? JsonText.Read(name) : null,
        ClassScore = field.TryGet("classScore", out var score) ? JsonNumber.Read(score) : null,
    };

    private static void WriteObject(Utf8JsonWriter json, Region region)
    {
        if (region.Mask is { } mask)
        {
            json.WritePropertyName("mask");
            RegionMaskJson.Write(json, mask);
        }

        if (region.Instance is { } instance)
        {
            json.WriteNumber("instance", instance);
        }

        if (region.Class is { } name)
        {
            json.WritePropertyName("class");
            JsonText.Write(json, name);
        }

        if (region.ClassScore is { } score)
        {
            json.WritePropertyName("classScore");
            JsonNumber.Write(json, score);
        }
    }
}
