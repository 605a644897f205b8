using System.Collections.Immutable;
using Sdvp.Distillation.Evaluation;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Samples.Study.Report;

/// <summary>Summaries of a row: what it gained and what it kept.</summary>
internal static class Measures
{
    /// <summary>Mean change of the unseen families and general.</summary>
    public static BootstrapDistribution? Others(RowCells row, RowCells before, ImmutableArray<StudyColumn> untaught) =>
        Aggregates.Mean([.. untaught.Select(c => Contrast.Change(row, before, c))]);

    /// <summary>Mean change of A and B, each right after its training.</summary>
    public static BootstrapDistribution? Gain(RowCells row, RowCells before) =>
        Aggregates.Mean(Contrast.Change(row, before, StudyColumn.TaskA), Contrast.Change(row, before, StudyColumn.TaskB));

    /// <summary>Mean change of all that should be kept: A by training on B, the unseen families and general by both.</summary>
    public static BootstrapDistribution? Kept(RowCells row, RowCells before, ImmutableArray<StudyColumn> untaught) =>
        Aggregates.Mean([Contrast.KeptA(row), .. untaught.Select(c => Contrast.Change(row, before, c))]);
}
