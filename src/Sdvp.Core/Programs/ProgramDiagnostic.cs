namespace Sdvp.Core.Programs;

/// <summary>One finding about a program's source.</summary>
/// <param name="Code">A stable code such as <c>VP002</c>; the language's documentation lists them.</param>
/// <param name="Severity">Whether the program still runs.</param>
/// <param name="Message">What was found, what was expected, what to do.</param>
/// <param name="Span">Where.</param>
/// <param name="Suggestion">The nearest known name, or a replacement for the text at <paramref name="Span"/>; null where there is none.</param>
public sealed record ProgramDiagnostic(string Code, DiagnosticSeverity Severity, string Message, SourceSpan Span, string? Suggestion = null)
{
    /// <summary>
    /// What would mend the source, for machines; see <see cref="ProgramFixes.Apply"/>. By default the suggestion in the place of the text at
    /// <see cref="Span"/>; null where nothing is known.
    /// </summary>
    public ProgramFix? Fix
    {
        get => field ?? (Suggestion is null ? null : ProgramFix.Replace(Span, Suggestion));
        init;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Span}: {(Severity == DiagnosticSeverity.Error ? "error" : "warning")} {Code}: {Message}";
}
