using System.Collections.Immutable;
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

    /// <summary>The result; null where the run failed.</summary>
    public ProgramValue? Value { get; init; }

    /// <summary>Why the run failed; null where it did not.</summary>
    public ProgramExecutionException? Error { get; init; }

    /// <summary>Every call, in order of <see cref="StepRecord.StepIndex"/>.</summary>
    public required ImmutableArray<StepRecord> Records { get; init; }

    /// <summary>From the run's begin to its end.</summary>
    public required TimeSpan Duration { get; init; }
}
