using System.Collections.Immutable;
using Sdvp.Core.Execution;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;

namespace Sdvp.Core.Generation;

/// <summary>What the programs of a question came to.</summary>
public sealed record ProgramVote
{
    /// <summary>The programs.</summary>
    public required ProgramGeneration Generation { get; init; }

    /// <summary>The runs, one for each program that differs from those before it; where there is no program, that of its refusal.</summary>
    public required ImmutableArray<ProgramRun> Runs { get; init; }

    /// <summary>The answers with their votes, most votes first; of answers with as many votes that of the earlier sample is first.</summary>
    public required ImmutableArray<VoteCount> Counts { get; init; }

    /// <summary>The answer with most votes, or the fallback's where no program came to one; null where there is none.</summary>
    public string? Answer => Value is { } value ? AnswerNormalizer.ToText(value) : null;

    /// <summary>The value of <see cref="Winner"/>; null where there is none.</summary>
    public ProgramValue? Value => Winner?.Value;

    /// <summary>The first run that came to the answer; one that fell back where no program did; null where there is none.</summary>
    public ProgramRun? Winner { get; init; }

    /// <summary>
    /// Votes for the answer over all samples, from 0 to 1: samples that gave no program, and programs that failed, count as disagreement.
    /// </summary>
    public double Confidence => Counts.IsEmpty ? 0 : (double)Counts[0].Votes / Generation.Candidates.Length;

    /// <summary>Samples that came to no answer.</summary>
    public int Abstentions => Generation.Candidates.Length - Counts.Sum(c => c.Votes);
}
