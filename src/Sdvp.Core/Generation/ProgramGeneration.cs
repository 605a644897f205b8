using System.Collections.Immutable;
using Sdvp.Core.Programs;

namespace Sdvp.Core.Generation;

/// <summary>What came of asking for programs.</summary>
public sealed class ProgramGeneration
{
    /// <summary>Initialises a result.</summary>
    /// <param name="request">The question.</param>
    /// <param name="candidates">The samples, in their order; at least one.</param>
    /// <exception cref="ArgumentException">No sample is given.</exception>
    public ProgramGeneration(GenerationRequest request, ImmutableArray<ProgramCandidate> candidates)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (candidates.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A generation has at least one sample.", nameof(candidates));
        }

        Request = request;
        Candidates = candidates;
        Error = candidates.Any(c => c.Program is not null) ? null : ProgramGenerationException.From(request, candidates);
    }

    /// <summary>The question.</summary>
    public GenerationRequest Request { get; }

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
}
