using System.Text.Json;
using Sdvp.Core.Modules;
using Sdvp.Core.Recording;

namespace Sdvp.Core.Execution.Caching;

/// <summary>Results of calls in JSON, one object each.</summary>
internal static class CallResultJson
{
    public static void Write(Utf8JsonWriter json, string id, ModuleResult result, ImageFiles images)
    {
        json.WriteStartObject();
        json.WriteString("key", id);
        json.WritePropertyName("value");
        ProgramValueJson.Write(json, result.Value, images);
        json.WritePropertyName("distribution");
        AnswerDistributionJson.Write(json, result.Distribution);
        json.WritePropertyName("proposals");
        RegionJson.Write(json, result.Proposals.IsDefault ? [] : result.Proposals);
        json.WriteEndObject();
    }

    public static string ReadId(JsonField field)
    {
        var key = field.Get("key");
        var id = key.AsString();
        return ImageFiles.IsId(id) ? id : throw key.Invalid($"'{id}' is no key; expected are 64 hexadecimal digits");
    }

    public static ModuleResult Read(JsonField field, ImageFiles images) => ModuleResult.FromValue(ProgramValueJson.Read(field.Get("value"), images)) with
    {
        Distribution = AnswerDistributionJson.Read(field.GetNullable("distribution")),
        Proposals = RegionJson.ReadRegions(field.Get("proposals")),
    };
}
