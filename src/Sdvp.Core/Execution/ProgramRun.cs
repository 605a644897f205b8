using System.Collections.Immutable;
using Sdvp.Core.Execution.Fallbacks;
using Sdvp.Core.Programs;
using Sdvp.Core.Recording;
using Sdvp.Core.Values;

namespace Sdvp.Core.Execution;

/// <summary>One execution of one program on one example.</summary>
public sealed record ProgramRun
{
    /// <summary>The request's id.</summary>
    public required string Id { get; init; }

    /// <summary>Identity of the program.</summary>
    public required string ProgramId { get; init; }

    /// <summary>The result: the program's, or the fallback's; null where the run failed.</summary>
    public ProgramValue? Value { get; init; }

    /// <summary>Why the run has no result; null where it has one, also where a <see cref="Fallback"/> gave it.</summary>
    public ProgramExecutionException? Error { get; init; }

    /// <summary>The use of the host's fallback, which says why the program gave no result; null where it was not needed.</summary>
    public RunFallback? Fallback { get; init; }

    /// <summary>Every call, those of the fallback included, in order of <see cref="StepRecord.StepIndex"/>.</summary>
    public required ImmutableArray<StepRecord> Records { get; init; }

    /// <summary>From the run's begin to its end.</summary>
    public required TimeSpan Duration { get; init; }
}
