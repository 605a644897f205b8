using System.Collections.Immutable;

namespace Sdvp.Core.Programs;

/// <summary>What came of parsing and checking a source text.</summary>
public sealed class ProgramParse
{
    /// <summary>Initialises a result.</summary>
    /// <param name="program">The program, or null where a diagnostic is an error.</param>
    /// <param name="diagnostics">All findings, in source order.</param>
    /// <exception cref="ArgumentException">A program is given although a diagnostic is an error, or neither is.</exception>
    public ProgramParse(VisualProgram? program, ImmutableArray<ProgramDiagnostic> diagnostics)
    {
        var hasError = diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);
        if (hasError == (program is not null))
        {
            throw new ArgumentException("A parse has either a program or an error, not both and not neither.", nameof(program));
        }

        Program = program;
        Diagnostics = diagnostics;
    }

    /// <summary>The program; null where it was refused.</summary>
    public VisualProgram? Program { get; }

    /// <summary>All findings, in source order.</summary>
    public ImmutableArray<ProgramDiagnostic> Diagnostics { get; }

    /// <summary>Gives the program or throws with every error.</summary>
    /// <returns>The program.</returns>
    /// <exception cref="ProgramRefusedException">The program was refused.</exception>
    public VisualProgram GetProgramOrThrow() => Program ?? throw new ProgramRefusedException(Diagnostics);

    /// <summary>Gives the program, or what stands for it where it was refused.</summary>
    /// <param name="language">Name of the language that parsed the text.</param>
    /// <param name="source">The text.</param>
    /// <returns>The program or a <see cref="RefusedProgram"/>.</returns>
    public VisualProgram GetProgramOrRefused(string language, string source) => Program ?? new RefusedProgram(language, source, Diagnostics);
}
