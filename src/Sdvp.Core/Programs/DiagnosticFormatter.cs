using System.Globalization;
using System.Text;

namespace Sdvp.Core.Programs;

/// <summary>Prints diagnostics with the source line they point to, as compilers do.</summary>
public static class DiagnosticFormatter
{
    private const int ShownCharacters = 160;

    /// <summary>Prints diagnostics.</summary>
    /// <param name="source">The source that they were found in.</param>
    /// <param name="diagnostics">The diagnostics, in the order to print them.</param>
    /// <returns>
    /// For each diagnostic its severity, code and message, its place, the source line, carets under the place, and the suggestion
    /// or fix where there is one. Lines end in \n.
    /// </returns>
    public static string Format(string source, IEnumerable<ProgramDiagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var text = new SourceText(source);
        var output = new StringBuilder();
        foreach (var diagnostic in diagnostics)
        {
            Append(diagnostic, text, output);
        }

        return output.ToString();
    }

    private static void Append(ProgramDiagnostic diagnostic, SourceText source, StringBuilder output)
    {
        var span = diagnostic.Span;
        var severity = diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning";
        var number = span.Line.ToString(CultureInfo.InvariantCulture);
        var margin = new string(' ', number.Length);
        var line = source.Line(span.Line);
        // A window around the place: generated lines can be long.
        var from = Math.Max(0, Math.Min(span.Column - 1 - (ShownCharacters / 4), line.Length - ShownCharacters));
        var shown = line[from..Math.Min(line.Length, from + ShownCharacters)];
        var column = Math.Clamp(span.Column - 1 - from, 0, shown.Length);
        var carets = Math.Clamp(span.Length, 1, Math.Max(1, shown.Length - column));
        output.Append(CultureInfo.InvariantCulture, $"{severity} {diagnostic.Code}: {diagnostic.Message}\n");
        output.Append(CultureInfo.InvariantCulture, $"{margin} --> {span.Line}:{span.Column}\n");
        output.Append(CultureInfo.InvariantCulture, $"{number} | ").Append(Visible(shown)).Append('\n');
        output.Append(CultureInfo.InvariantCulture, $"{margin} | {new string(' ', column)}{new string('^', carets)}\n");
        if (Help(diagnostic) is { } help)
        {
            output.Append(CultureInfo.InvariantCulture, $"{margin} = {help}\n");
        }
    }

    private static string? Help(ProgramDiagnostic diagnostic) => diagnostic switch
    {
        { Suggestion: "" } => "leave it out",
        { Suggestion: { } suggestion } => $"suggestion: {suggestion}",
        { Fix: { } fix } => $"fix: {Visible(fix.Title)}",
        _ => null,
    };

    // Carets stand under what they mean only where every character takes one cell.
    private static string Visible(ReadOnlySpan<char> line)
    {
        var characters = line.ToArray();
        for (var i = 0; i < characters.Length; i++)
        {
            characters[i] = char.IsControl(characters[i]) ? ' ' : characters[i];
        }

        return new string(characters);
    }
}
