using System.Collections.Immutable;
using Sdvp.Core.Programs;

namespace Sdvp.Core.Generation;

/// <summary>One sample: a program that was written, or why there is none.</summary>
public sealed record ProgramCandidate
{
    /// <summary>Number of the sample in its generation, from 0.</summary>
    public required int Sample { get; init; }

    /// <summary>The checked program; null where the sample failed.</summary>
    public VisualProgram? Program { get; init; }

    /// <summary>What was taken for the program; null where there was no reply. <see cref="Diagnostics"/> point into it.</summary>
    public string? Source { get; init; }

    /// <summary>Findings about <see cref="Source"/>: repairs as warnings, and the errors for which it was refused.</summary>
    public ImmutableArray<ProgramDiagnostic> Diagnostics { get; init; } = [];

    /// <summary>Every reply of the model, whole, in order; more than one where it was asked to repair. Empty for stored programs.</summary>
    public ImmutableArray<string> Replies { get; init; } = [];

    /// <summary>Rounds in which the model was given the diagnostics to repair its program.</summary>
    public int RepairRounds { get; init; }

    /// <summary>Why there is no program; null where there is one.</summary>
    public GenerationFailure? Failure { get; init; }

    /// <summary>The failure in words; null where there is none.</summary>
    public string? Message { get; init; }

    /// <summary>What the chat client threw; null where it did not.</summary>
    public Exception? Cause { get; init; }

    /// <summary>Whether every reply came from the cache.</summary>
    public bool IsCached { get; init; }
}
