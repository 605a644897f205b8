using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sdvp.Core.Programs;
using Sdvp.Core.Programs.VisProg;

namespace Sdvp.Samples.VisProg;

/// <summary>Prints what is wrong with programs, as a compiler does. Nothing runs, and no network is loaded.</summary>
internal static class CheckCommand
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<int> RunAsync(CommandArguments arguments, TextReader input, TextWriter output, CancellationToken cancellationToken)
    {
        var (allErrors, allWarnings) = (0, 0);
        foreach (var name in arguments.Operands)
        {
            var file = await ProgramFile.ReadAsync(name, input, cancellationToken);
            var diagnostics = new VisProgLanguage().Parse(file.Source, CheckedModules.OptionsFor(file.Source, arguments.Strict)).Diagnostics;
            var errors = diagnostics.Count(d => d.Severity == DiagnosticSeverity.Error);
            allErrors += errors;
            allWarnings += diagnostics.Length - errors;
            if (arguments.Json)
            {
                await output.WriteLineAsync(ToJson(name, diagnostics, errors));
            }
            else if (!diagnostics.IsEmpty)
            {
                await output.WriteLineAsync($"{name}:");
                await output.WriteLineAsync(DiagnosticFormatter.Format(file.Source, diagnostics));
            }
        }

        if (!arguments.Json)
        {
            await output.WriteLineAsync($"{Count(arguments.Operands.Length, "file")}, {Count(allErrors, "error")}, {Count(allWarnings, "warning")}");
        }

        return allErrors == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    private static string ToJson(string name, ImmutableArray<ProgramDiagnostic> diagnostics, int errors)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Compact))
        {
            json.WriteStartObject();
            json.WriteString("file", name);
            json.WriteNumber("errors", errors);
            json.WriteNumber("warnings", diagnostics.Length - errors);
            json.WriteStartArray("diagnostics");
            foreach (var diagnostic in diagnostics)
            {
                DiagnosticJson.Write(json, diagnostic);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
