using System.Collections.Immutable;

namespace Sdvp.Core.Programs;

/// <summary>A program was refused before anything of it ran.</summary>
public sealed class ProgramRefusedException : Exception
{
    /// <summary>Initialises the exception.</summary>
    /// <param name="diagnostics">What is wrong with the program.</param>
    public ProgramRefusedException(ImmutableArray<ProgramDiagnostic> diagnostics)
        : base($"The program was refused:{Environment.NewLine}{string.Join(Environment.NewLine, diagnostics)}") => Diagnostics = diagnostics;

    /// <summary>What is wrong with the program.</summary>
    public ImmutableArray<ProgramDiagnostic> Diagnostics { get; }
}
