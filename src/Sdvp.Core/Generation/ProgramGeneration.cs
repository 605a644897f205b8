using System.Collections.Immutable;
using Sdvp.Core.Programs;

namespace Sdvp.Core.Generation;

/// <summary>What came of asking for programs.</summary>
public sealed class ProgramGeneration
{
    /// <summary>Code of the diagnostic of a program that was never written.</summary>
    private const string NoProgramCode = "PG001";

    /// <summary>Initialises a result.</summary>
    /// <param name="request">The question.</param>
    /// <param name="language">Name of the language that programs were asked for in.</param>
    /// <param name="candidates">The samples, in their order; at least one.</param>
    /// <exception cref="ArgumentException">No sample is given.</exception>
    public ProgramGeneration(GenerationRequest request, string language, ImmutableArray<ProgramCandidate> candidates)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (candidates.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A generation has at least one sample.", nameof(candidates));
        }

        ArgumentException.ThrowIfNullOrEmpty(language);
        Request = request;
        Language = language;
        Candidates = candidates;
        Error = candidates.Any(c => c.Program is not null) ? null : ProgramGenerationException.From(request, candidates);
    }

    /// <summary>The question.</summary>
    public GenerationRequest Request { get; }

    /// <summary>Name of the language that programs were asked for in.</summary>
    public string Language { get; }

    /// <summary>The samples, in their order, failed ones included.</summary>
    public ImmutableArray<ProgramCandidate> Candidates { get; }

    /// <summary>The programs of the samples that did not fail; the same program may stand there several times.</summary>
    public IEnumerable<VisualProgram> Programs => Candidates.Select(c => c.Program).OfType<VisualProgram>();

    /// <summary>Why there is no program at all; null where there is one.</summary>
    public ProgramGenerationException? Error { get; }

    /// <summary>Gives the first program.</summary>
    /// <returns>The program.</returns>
    /// <exception cref="ProgramGenerationException">No sample gave one.</exception>
    public VisualProgram GetProgramOrThrow() => Programs.FirstOrDefault() ?? throw Error!;

    /// <summary>
    /// Gives what stands for the program where no sample gave one, so that it is run like one: the run fails with what went wrong, or ends with the
    /// host's fallback.
    /// </summary>
    /// <returns>The first program, or the first sample as a refused program.</returns>
    public VisualProgram GetProgramOrRefused()
    {
        if (Programs.FirstOrDefault() is { } program)
        {
            return program;
        }

        var first = Candidates[0];
        return first.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error)
            ? new RefusedProgram(Language, first.Source ?? "", first.Diagnostics)
            : new RefusedProgram(Language, first.Source ?? "", [new(NoProgramCode, DiagnosticSeverity.Error, Error!.Message, new SourceSpan(0, 0, 1, 1))]);
    }
}
