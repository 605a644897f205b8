namespace Sdvp.Core.Programs.VisProg.Syntax;

/// <summary>Findings of one parse; a repair is a warning, or an error where the parse is strict.</summary>
internal sealed class ProgramDiagnostics(SourceText source, bool strict)
{
    public DiagnosticBag Bag { get; } = new();

    public SourceText Source { get; } = source;

    public SourceSpan Span(int start, int end) => Source.Span(start, end - start);

    public void Error(string code, string message, SourceSpan span, string? suggestion = null) => Bag.Error(code, message, span, suggestion);

    public void Warning(string code, string message, SourceSpan span, string? suggestion = null) =>
        Bag.Add(new ProgramDiagnostic(code, DiagnosticSeverity.Warning, message, span, suggestion));

    public void Repair(string code, string message, SourceSpan span, string? suggestion = null) =>
        Bag.Add(new ProgramDiagnostic(code, strict ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning, message, span, suggestion));
}
