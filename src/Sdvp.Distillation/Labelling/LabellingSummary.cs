using System.Collections.Immutable;

namespace Sdvp.Distillation.Labelling;

/// <summary>Counts of one labelling.</summary>
public sealed record LabellingSummary
{
    /// <summary>Runs that were given.</summary>
    public required int Runs { get; init; }

    /// <summary>Runs that had failed; none of their steps is labelled.</summary>
    public required int FailedRuns { get; init; }

    /// <summary>Different queries that the steps needed.</summary>
    public required int Queries { get; init; }

    /// <summary>Queries that the cache answered.</summary>
    public required int CachedQueries { get; init; }

    /// <summary>Queries at which the teacher failed; 0 unless <see cref="StepLabellerOptions.SkipTeacherFailures"/> is set.</summary>
    public int FailedQueries { get; init; }

    /// <summary>Queries that the teacher answered.</summary>
    public int TeacherQueries => Queries - CachedQueries - FailedQueries;

    /// <summary>Counts by module, for each module with an adapter; in the order of names.</summary>
    public required ImmutableArray<ModuleLabelCounts> Modules { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{string.Join("; ", Modules)}; {FailedRuns} of {Runs} runs failed; {TeacherQueries} teacher queries, {CachedQueries} cached{(FailedQueries > 0 ? $", {FailedQueries} failed" : "")}";
}
