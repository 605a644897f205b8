using System.Collections.Immutable;

namespace Sdvp.Core.Programs;

/// <summary>
/// Stands for a source text that its language refused, so that it can be asked for like a program: its run fails with what is wrong, or
/// ends with the host's fallback. Immutable and thread-safe.
/// </summary>
public sealed class RefusedProgram : VisualProgram
{
    /// <summary>Initialises a refused program.</summary>
    /// <param name="language">Name of the language that refused it.</param>
    /// <param name="source">The text.</param>
    /// <param name="diagnostics">What is wrong with it; at least one is an error.</param>
    /// <exception cref="ArgumentException">No diagnostic is an error.</exception>
    public RefusedProgram(string language, string source, ImmutableArray<ProgramDiagnostic> diagnostics)
        : base(language, source)
    {
        FirstError = (diagnostics.IsDefault ? null : diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
            ?? throw new ArgumentException("A program is refused for an error, but no diagnostic is one.", nameof(diagnostics));
        Diagnostics = diagnostics;
    }

    /// <summary>All findings, in source order.</summary>
    public ImmutableArray<ProgramDiagnostic> Diagnostics { get; }

    /// <summary>The first error.</summary>
    public ProgramDiagnostic FirstError { get; }

    /// <summary>The refusal as the failure of a run.</summary>
    /// <returns>The failure; its cause is a <see cref="ProgramRefusedException"/>, its place that of the first error.</returns>
    public ProgramExecutionException ToFailure() => new(
        $"The program was refused at {FirstError}", Language, new CallSite(0, null, FirstError.Span), new ProgramRefusedException(Diagnostics));
}
