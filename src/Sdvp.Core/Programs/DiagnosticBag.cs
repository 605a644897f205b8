using System.Collections.Immutable;

namespace Sdvp.Core.Programs;

/// <summary>Collects the findings of one parse.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<ProgramDiagnostic> _items = [];

    public bool HasErrors { get; private set; }

    public void Add(ProgramDiagnostic diagnostic)
    {
        HasErrors |= diagnostic.Severity == DiagnosticSeverity.Error;
        _items.Add(diagnostic);
    }

    public void Error(string code, string message, SourceSpan span, string? suggestion = null) =>
        Add(new ProgramDiagnostic(code, DiagnosticSeverity.Error, message, span, suggestion));

    /// <summary>The findings in source order; those at one place in the order they were made.</summary>
    public ImmutableArray<ProgramDiagnostic> ToImmutable() => [.. _items.OrderBy(d => d.Span.Start)];
}
