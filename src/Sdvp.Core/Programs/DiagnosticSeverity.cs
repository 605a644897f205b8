namespace Sdvp.Core.Programs;

/// <summary>How grave a diagnostic is.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The program was understood and runs.</summary>
    Warning,

    /// <summary>The program is refused; nothing of it runs.</summary>
    Error,
}
