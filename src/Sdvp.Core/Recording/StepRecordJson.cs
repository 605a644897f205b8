using System.Collections.Immutable;
using System.Text.Json;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Values;

namespace Sdvp.Core.Recording;

/// <summary>Records in JSON. The run's id stands once, at the run.</summary>
internal static class StepRecordJson
{
    public static void Write(Utf8JsonWriter json, StepRecord record, IImageSink images)
    {
        json.WriteStartObject();
        json.WriteNumber("step", record.StepIndex);
        WriteParent(json, record.Parent);
        json.WritePropertyName("output");
        JsonText.Write(json, record.Output);
        json.WritePropertyName("module");
        JsonText.Write(json, record.Module);
        json.WritePropertyName("version");
        JsonText.Write(json, record.Version.Id ?? "");
        json.WritePropertyName("span");
        WriteSpan(json, record.Span);
        json.WriteStartObject("arguments");
        foreach (var (name, value) in record.Arguments.OrderBy(argument => argument.Key, StringComparer.Ordinal))
        {
            json.WritePropertyName(name);
            ProgramValueJson.Write(json, value, images);
        }

        json.WriteEndObject();
        json.WritePropertyName("value");
        ProgramValueJson.Write(json, record.Value, images);
        json.WritePropertyName("distribution");
        AnswerDistributionJson.Write(json, record.Distribution);
        json.WritePropertyName("proposals");
        RegionJson.Write(json, record.Proposals);
        json.WriteNumber("ticks", record.Duration.Ticks);
        json.WritePropertyName("error");
        JsonText.Write(json, record.Error);
        json.WriteEndObject();
    }

    public static StepRecord Read(JsonField field, string runId, ImageFiles images) => new()
    {
        RunId = runId,
        StepIndex = field.Get("step").AsInt32(),
        Parent = ReadParent(field),
        Output = JsonText.Read(field.GetNullable("output")),
        Module = JsonText.Read(field.Get("module"))!,
        Version = new ModuleVersion(JsonText.Read(field.Get("version"))!),
        Span = ReadSpan(field.Get("span")),
        Arguments = ReadArguments(field.Get("arguments"), images),
        Value = ProgramValueJson.ReadNullable(field.GetNullable("value"), images),
        Distribution = AnswerDistributionJson.Read(field.GetNullable("distribution")),
        Proposals = RegionJson.ReadRegions(field.Get("proposals")),
        Duration = TimeSpan.FromTicks(field.Get("ticks").AsInt64()),
        Error = JsonText.Read(field.GetNullable("error")),
    };

    public static void WriteParent(Utf8JsonWriter json, int? parent)
    {
        if (parent is { } index)
        {
            json.WriteNumber("parent", index);
        }
    }

    /// <summary>Calls at top level have no such field.</summary>
    public static int? ReadParent(JsonField field) => field.TryGet("parent", out var parent) ? parent.AsInt32() : null;

    public static void WriteSpan(Utf8JsonWriter json, SourceSpan span)
    {
        json.WriteStartArray();
        json.WriteNumberValue(span.Start);
        json.WriteNumberValue(span.Length);
        json.WriteNumberValue(span.Line);
        json.WriteNumberValue(span.Column);
        json.WriteEndArray();
    }

    public static SourceSpan ReadSpan(JsonField field)
    {
        int[] parts = [.. field.Items(expectedCount: 4).Select(part => part.AsInt32())];
        return new SourceSpan(parts[0], parts[1], parts[2], parts[3]);
    }

    private static ImmutableDictionary<string, ProgramValue> ReadArguments(JsonField field, ImageFiles images)
    {
        var arguments = ImmutableDictionary.CreateBuilder<string, ProgramValue>();
        foreach (var (name, argument) in field.Properties())
        {
            if (!arguments.TryAdd(name, ProgramValueJson.Read(argument, images)))
            {
                throw argument.Invalid("the argument stands twice");
            }
        }

        return arguments.ToImmutable();
    }
}
