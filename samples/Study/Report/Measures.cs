using System.Collections.Immutable;
using Sdvp.Distillation.Evaluation;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Samples.Study.Report;

/// <summary>Summaries of a row: what it gained and what it kept.</summary>
internal static class Measures
{
    /// <summary>What tasks must leave as it was, besides earlier tasks.</summary>
    public static readonly ImmutableArray<StudyColumn> Untaught = [StudyColumn.General, .. StudyColumn.Unseen];

    /// <summary>Those of them that a study has: real data may lack a column.</summary>
    public static ImmutableArray<StudyColumn> UntaughtOf(RowCells before) => [.. Untaught.Where(before.Has)];

    /// <summary>Mean change of the unseen families and general.</summary>
    public static BootstrapDistribution? Others(RowCells row, RowCells before) =>
        UntaughtOf(before) is { IsEmpty: false } columns ? Aggregates.Mean([.. columns.Select(c => Contrast.Change(row, before, c))]) : null;

    /// <summary>Mean change of A and B, each right after its training.</summary>
    public static BootstrapDistribution? Gain(RowCells row, RowCells before) =>
        Aggregates.Mean(Contrast.Change(row, before, StudyColumn.TaskA), Contrast.Change(row, before, StudyColumn.TaskB));

    /// <summary>Mean change of all that should be kept: A by training on B, the unseen families and general by both.</summary>
    public static BootstrapDistribution? Kept(RowCells row, RowCells before) =>
        Aggregates.Mean([Contrast.KeptA(row), .. UntaughtOf(before).Select(c => Contrast.Change(row, before, c))]);
}
