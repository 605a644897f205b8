using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sdvp.Core.Programs;
using Sdvp.Core.Rationale;

namespace Sdvp.Samples.VisProg;

/// <summary>Prints what a program came to: for people, or as a line of JSON.</summary>
internal static class AnswerPrinter
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task PrintAsync(
        CommandArguments arguments, string name, RunRationale rationale, string page, TextWriter output, TextWriter errors)
    {
        if (arguments.Json)
        {
            await output.WriteLineAsync(ToJson(name, rationale, page));
            return;
        }

        if (rationale is { Source: { Length: > 0 } source, Diagnostics.IsEmpty: false })
        {
            await errors.WriteAsync(DiagnosticFormatter.Format(source, rationale.Diagnostics));
        }

        if (rationale.Failure is { } failure)
        {
            await errors.WriteLineAsync($"error: {name}: {failure.ReplaceLineEndings(" ")}");
        }

        var several = arguments.Operands.Length > 1 ? $"{name}: " : "";
        if (rationale.Answer is { } answer)
        {
            var by = rationale.Run.Fallback is { } fallback ? $" (by the fallback {fallback.Policy})" : "";
            var mark = rationale.IsCorrect switch { true => " (as expected)", false => $" (expected: {rationale.Gold})", _ => "" };
            await output.WriteLineAsync($"{several}{answer}{by}{mark}");
        }

        await errors.WriteLineAsync($"rationale: {page}");
    }

    private static string ToJson(string name, RunRationale rationale, string page)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Compact))
        {
            json.WriteStartObject();
            json.WriteString("file", name);
            json.WriteString("answer", rationale.Answer is { } answer ? WellFormed(answer) : null);
            json.WriteString("outcome", rationale switch { { Failure: null } => "answer", { IsRefused: true } => "refused", _ => "error" });
            json.WriteString("message", rationale.Failure is { } failure ? WellFormed(failure) : null);
            var place = rationale.Run.Error?.Site.Span ?? rationale.Run.Fallback?.Reason.Site.Span;
            if (place is { Line: > 0 } span)
            {
                json.WriteNumber("line", span.Line);
                json.WriteNumber("column", span.Column);
            }
            else
            {
                json.WriteNull("line");
                json.WriteNull("column");
            }

            json.WriteString("fallback", rationale.Run.Fallback?.Policy);
            json.WriteString("rationale", page);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    // Answers may hold half a surrogate pair, for which JSON has no place.
    private static string WellFormed(string text) => string.Concat(text.EnumerateRunes());
}
