using System.Text.Json;

namespace Sdvp.Core.Programs;

/// <summary>Diagnostics in JSON, for machines that read what <see cref="DiagnosticFormatter"/> prints for people.</summary>
public static class DiagnosticJson
{
    /// <summary>Writes a diagnostic as an object: <c>code</c>, <c>severity</c>, <c>message</c>, <c>line</c>, <c>column</c>, <c>start</c>, <c>length</c>, <c>suggestion</c>.</summary>
    /// <param name="json">The writer, where a value may stand.</param>
    /// <param name="diagnostic">The diagnostic.</param>
    public static void Write(Utf8JsonWriter json, ProgramDiagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(diagnostic);
        json.WriteStartObject();
        json.WriteString("code", diagnostic.Code);
        json.WriteString("severity", diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning");
        json.WriteString("message", WellFormed(diagnostic.Message));
        json.WriteNumber("line", diagnostic.Span.Line);
        json.WriteNumber("column", diagnostic.Span.Column);
        json.WriteNumber("start", diagnostic.Span.Start);
        json.WriteNumber("length", diagnostic.Span.Length);
        if (diagnostic.Suggestion is { } suggestion)
        {
            json.WriteString("suggestion", WellFormed(suggestion));
        }
        else
        {
            json.WriteNull("suggestion");
        }

        json.WriteEndObject();
    }

    // Messages quote sources, which may hold half a surrogate pair; JSON has no place for one.
    private static string WellFormed(string text) => string.Concat(text.EnumerateRunes());
}
