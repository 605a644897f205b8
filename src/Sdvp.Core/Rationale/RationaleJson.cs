using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sdvp.Core.Execution;
using Sdvp.Core.Generation;
using Sdvp.Core.Programs;
using Sdvp.Core.Recording;

namespace Sdvp.Core.Rationale;

/// <summary>A rationale in JSON. Run and records have the form of <see cref="ProgramRunStore"/>.</summary>
internal static class RationaleJson
{
    private const int Version = 1;

    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(IBufferWriter<byte> output, RunRationale rationale)
    {
        var images = new EmbeddedImages();
        using var json = new Utf8JsonWriter(output, Readable);
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        Text(json, "id", rationale.Id);
        Text(json, "question", rationale.Question);
        Text(json, "answer", rationale.Answer);
        Text(json, "expected", rationale.Gold);
        Flag(json, "correct", rationale.IsCorrect);
        Text(json, "family", rationale.Family);
        Text(json, "failure", rationale.Failure);
        Text(json, "fallback", rationale.Run.Fallback?.Policy);
        json.WriteBoolean("repaired", rationale.IsRepaired);
        Text(json, "language", rationale.Language);
        Text(json, "source", rationale.Source);
        WriteDiagnostics(json, rationale);
        WriteCandidate(json, rationale.Candidate);
        WriteVote(json, rationale.Vote);
        json.WriteStartObject("inputs");
        foreach (var (name, value) in rationale.Inputs.OrderBy(i => i.Key, StringComparer.Ordinal))
        {
            json.WritePropertyName(name);
            ProgramValueJson.Write(json, value, images);
        }

        json.WriteEndObject();
        json.WritePropertyName("run");
        ProgramRunJson.Write(json, rationale.Run, images);
        images.Write(json);
        json.WriteEndObject();
    }

    private static void WriteDiagnostics(Utf8JsonWriter json, RunRationale rationale)
    {
        json.WriteStartArray("diagnostics");
        foreach (var diagnostic in rationale.Diagnostics)
        {
            DiagnosticJson.Write(json, diagnostic);
        }

        json.WriteEndArray();
    }

    private static void WriteCandidate(Utf8JsonWriter json, ProgramCandidate? candidate)
    {
        if (candidate is null)
        {
            json.WriteNull("sample");
            return;
        }

        json.WriteStartObject("sample");
        json.WriteNumber("number", candidate.Sample);
        json.WriteNumber("repairRounds", candidate.RepairRounds);
        json.WriteBoolean("cached", candidate.IsCached);
        Text(json, "failure", candidate.Failure?.ToString());
        Text(json, "message", candidate.Message);
        json.WriteStartArray("replies");
        foreach (var reply in candidate.Replies)
        {
            JsonText.Write(json, reply);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteVote(Utf8JsonWriter json, ProgramVote? vote)
    {
        if (vote is null)
        {
            json.WriteNull("vote");
            return;
        }

        json.WriteStartObject("vote");
        json.WriteNumber("samples", vote.Generation.Candidates.Length);
        json.WriteNumber("confidence", vote.Confidence);
        json.WriteStartArray("answers");
        foreach (var count in vote.Counts)
        {
            json.WriteStartObject();
            Text(json, "answer", count.Answer);
            json.WriteNumber("votes", count.Votes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        json.WritePropertyName(name);
        JsonText.Write(json, text);
    }

    private static void Flag(Utf8JsonWriter json, string name, bool? flag)
    {
        if (flag is { } value)
        {
            json.WriteBoolean(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
