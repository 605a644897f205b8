using System.Text.Json;
using Sdvp.Core.Values;

namespace Sdvp.Core.Recording;

/// <summary>Program values in JSON. Of an image only the identity of its root and its place there are written; the root goes to the image files.</summary>
internal static class ProgramValueJson
{
    /// <summary>Levels of lists in lists that are written; well inside of what JSON readers take.</summary>
    private const int MaxDepth = 200;

    public static void Write(Utf8JsonWriter json, ProgramValue? value, IImageSink images, int depth = 0)
    {
        if (value is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("type", value.Type.ToString());
        switch (value)
        {
            case ImageValue image:
                json.WriteString("root", images.Write(image.Root));
                json.WritePropertyName("box");
                RegionJson.Write(json, image.Box);
                break;
            case RegionsValue regions:
                json.WritePropertyName("regions");
                RegionJson.Write(json, regions.Regions);
                break;
            case TextValue text:
                json.WritePropertyName("value");
                JsonText.Write(json, text.Text);
                break;
            case IntegerValue integer:
                json.WriteNumber("value", integer.Value);
                break;
            case NumberValue number:
                json.WritePropertyName("value");
                JsonNumber.Write(json, number.Value);
                break;
            case BooleanValue boolean:
                json.WriteBoolean("value", boolean.Value);
                break;
            case ListValue list:
                WriteItems(json, list, images, depth);
                break;
            case NoneValue:
                break;
            default:
                throw new ArgumentException($"Values of the type {value.GetType().Name} cannot be recorded.", nameof(value));
        }

        json.WriteEndObject();
    }

    public static ProgramValue? ReadNullable(JsonField field, ImageFiles images) => field.Kind == JsonValueKind.Null ? null : Read(field, images);

    public static ProgramValue Read(JsonField field, ImageFiles images)
    {
        var type = field.Get("type");
        return type.AsString() switch
        {
            nameof(ProgramType.Image) => ReadImage(field, images),
            nameof(ProgramType.Regions) => new RegionsValue(RegionJson.ReadRegions(field.Get("regions"))),
            nameof(ProgramType.Text) => new TextValue(JsonText.Read(field.Get("value"))!),
            nameof(ProgramType.Integer) => new IntegerValue(field.Get("value").AsInt64()),
            nameof(ProgramType.Number) => new NumberValue(JsonNumber.Read(field.Get("value"))),
            nameof(ProgramType.Boolean) => new BooleanValue(field.Get("value").AsBoolean()),
            nameof(ProgramType.List) => ReadList(field, images),
            nameof(ProgramType.None) => ProgramValue.None,
            var other => throw type.Invalid($"'{other}' is no type of value"),
        };
    }

    private static ListValue ReadList(JsonField field, ImageFiles images)
    {
        var items = new ListValue([.. field.Get("items").Items().Select(item => Read(item, images))]);
        if (!field.TryGet("form", out var form))
        {
            return items;
        }

        return Enum.TryParse<ListForm>(form.AsString(), out var known) && Enum.IsDefined(known)
            ? items with { Form = known }
            : throw form.Invalid($"'{form.AsString()}' is no form of a list");
    }

    private static void WriteItems(Utf8JsonWriter json, ListValue list, IImageSink images, int depth)
    {
        if (depth == MaxDepth)
        {
            throw new ArgumentException($"A value of more than {MaxDepth} lists inside of each other cannot be recorded.", nameof(list));
        }

        if (list.Form != ListForm.List)
        {
            json.WriteString("form", list.Form.ToString());
        }

        json.WriteStartArray("items");
        foreach (var item in list.Items)
        {
            Write(json, item, images, depth + 1);
        }

        json.WriteEndArray();
    }

    private static ImageValue ReadImage(JsonField field, ImageFiles images)
    {
        var root = field.Get("root");
        var id = root.AsString();
        if (!ImageFiles.IsId(id))
        {
            throw root.Invalid($"'{id}' is no image; expected are 64 hexadecimal digits");
        }

        var image = images.Read(id);
        var boxField = field.Get("box");
        var box = RegionJson.ReadBox(boxField);
        return box == box.Intersect(image.Bounds) && !box.IsEmpty
            ? new ImageValue(image, box)
            : throw boxField.Invalid($"the box {box} does not lie inside the image of {image.Width} × {image.Height}");
    }
}
