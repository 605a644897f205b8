using System.Collections.Immutable;
using System.Text.Json;
using Sdvp.Core.Execution.Fallbacks;
using Sdvp.Core.Programs;
using Sdvp.Core.Recording;

namespace Sdvp.Core.Execution;

/// <summary>Runs in JSON, one object each.</summary>
internal static class ProgramRunJson
{
    public static void Write(Utf8JsonWriter json, ProgramRun run, IImageSink images)
    {
        json.WriteStartObject();
        json.WritePropertyName("id");
        JsonText.Write(json, run.Id);
        json.WritePropertyName("program");
        JsonText.Write(json, run.ProgramId);
        json.WritePropertyName("value");
        ProgramValueJson.Write(json, run.Value, images);
        json.WritePropertyName("error");
        WriteError(json, run.Error);
        WriteFallback(json, run.Fallback);
        json.WriteNumber("ticks", run.Duration.Ticks);
        json.WriteStartArray("records");
        foreach (var record in run.Records)
        {
            StepRecordJson.Write(json, record, images);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static string ReadId(JsonField field) => JsonText.Read(field.Get("id"))!;

    public static ProgramRun Read(JsonField field, ImageFiles images)
    {
        var id = ReadId(field);
        return new ProgramRun
        {
            Id = id,
            ProgramId = JsonText.Read(field.Get("program"))!,
            Value = ProgramValueJson.ReadNullable(field.GetNullable("value"), images),
            Error = field.GetNullable("error") is { Kind: not JsonValueKind.Null } error ? ReadError(error) : null,
            Fallback = field.TryGet("fallback", out var fallback) ? ReadFallback(fallback) : null,
            Duration = TimeSpan.FromTicks(field.Get("ticks").AsInt64()),
            Records = field.Get("records").Items().Select(record => StepRecordJson.Read(record, id, images)).ToImmutableArray(),
        };
    }

    /// <summary>Runs that needed none have no such field.</summary>
    private static void WriteFallback(Utf8JsonWriter json, RunFallback? fallback)
    {
        if (fallback is null)
        {
            return;
        }

        json.WriteStartObject("fallback");
        json.WritePropertyName("policy");
        JsonText.Write(json, fallback.Policy);
        json.WriteString("cause", fallback.Cause.ToString());
        json.WritePropertyName("reason");
        WriteError(json, fallback.Reason);
        json.WriteNumber("step", fallback.FirstStepIndex);
        json.WritePropertyName("failure");
        WriteError(json, fallback.Failure);
        json.WriteEndObject();
    }

    private static RunFallback ReadFallback(JsonField field)
    {
        var cause = field.Get("cause");
        return new RunFallback(
            JsonText.Read(field.Get("policy"))!,
            cause.AsString() switch
            {
                nameof(FallbackCause.Failed) => FallbackCause.Failed,
                nameof(FallbackCause.Refused) => FallbackCause.Refused,
                var other => throw cause.Invalid($"'{other}' is no cause of a fallback"),
            },
            ReadError(field.Get("reason")),
            field.Get("step").AsInt32(),
            field.TryGet("failure", out var failure) ? ReadError(failure) : null);
    }

    private static void WriteError(Utf8JsonWriter json, ProgramExecutionException? error)
    {
        if (error is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WritePropertyName("message");
        JsonText.Write(json, error.Message);
        json.WritePropertyName("module");
        JsonText.Write(json, error.Module);
        json.WriteNumber("step", error.Site.StepIndex);
        StepRecordJson.WriteParent(json, error.Site.Parent);
        json.WritePropertyName("output");
        JsonText.Write(json, error.Site.Output);
        json.WritePropertyName("span");
        StepRecordJson.WriteSpan(json, error.Site.Span);
        json.WriteEndObject();
    }

    private static ProgramExecutionException ReadError(JsonField field) => new(
        JsonText.Read(field.Get("message"))!,
        JsonText.Read(field.Get("module"))!,
        new CallSite(
            field.Get("step").AsInt32(),
            JsonText.Read(field.GetNullable("output")),
            StepRecordJson.ReadSpan(field.Get("span")),
            StepRecordJson.ReadParent(field)));
}
