namespace Sdvp.Core.Programs.VisProg.Syntax;

/// <summary>Findings of one parse; a repair is a warning, or an error where the parse is strict.</summary>
internal sealed class ProgramDiagnostics(SourceText source, bool strict)
{
    public DiagnosticBag Bag { get; } = new();

    public SourceText Source { get; } = source;

    public SourceSpan Span(int start, int end) => Source.Span(start, end - start);

    public void Error(string code, string message, SourceSpan span, string? suggestion = null, ProgramFix? fix = null) =>
        Add(code, DiagnosticSeverity.Error, message, span, suggestion, fix);

    public void Warning(string code, string message, SourceSpan span, string? suggestion = null, ProgramFix? fix = null) =>
        Add(code, DiagnosticSeverity.Warning, message, span, suggestion, fix);

    public void Repair(string code, string message, SourceSpan span, string? suggestion = null, ProgramFix? fix = null) =>
        Add(code, strict ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning, message, span, suggestion, fix);

    /// <summary>A repair where the profile takes what is otherwise refused.</summary>
    public void ErrorUnless(bool isTaken, string code, string message, SourceSpan span, string? suggestion = null, ProgramFix? fix = null) =>
        Add(code, strict || !isTaken ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning, message, span, suggestion, fix);

    private void Add(string code, DiagnosticSeverity severity, string message, SourceSpan span, string? suggestion, ProgramFix? fix) =>
        Bag.Add(new ProgramDiagnostic(code, severity, message, span, suggestion) { Fix = fix });
}
