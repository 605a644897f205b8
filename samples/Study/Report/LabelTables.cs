using System.Collections.Immutable;
using Sdvp.Distillation.Evaluation;
using Sdvp.Distillation.Reporting;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Samples.Study.Report;

/// <summary>What labels are worth: how many steps keep one, and how many of the kept ones are wrong.</summary>
internal static class LabelTables
{
    private static readonly ImmutableArray<ResultColumn> Columns = [new("coverage"), new("wrong", "wrong of those kept")];

    /// <summary>The counts of all tasks together, for each seed that has any.</summary>
    public static ImmutableArray<LabelCounts> BySeed(RowCells row) =>
        [.. row.BySeed.Values.Where(cell => !cell.Labels.IsEmpty).Select(cell => cell.Labels.Values.Aggregate((left, right) => left + right))];

    public static BootstrapDistribution? Coverage(RowCells row) => Aggregates.Share(BySeed(row).Select(l => new RightCount(l.Labelled, l.Steps)));

    public static BootstrapDistribution? Wrong(RowCells row) => Aggregates.Share(BySeed(row).Select(l => new RightCount(l.Judged - l.Right, l.Judged)));

    public static ResultTable Of(ImmutableArray<RowCells> rows)
    {
        var headingOf = RowTables.HeadingsOf(rows);
        return new ResultTable
        {
            Columns = Columns,
            Rows = [.. rows.Select(row => new ResultRow(headingOf(row.Key), Cells(row))).Where(row => !row.Cells.IsEmpty)],
            MarksBest = false,
        };
    }

    private static ImmutableDictionary<string, BootstrapInterval> Cells(RowCells row) =>
        new[] { ("coverage", Value: Coverage(row)), ("wrong", Value: Wrong(row)) }
            .Where(c => c.Value is not null)
            .ToImmutableDictionary(c => c.Item1, c => c.Value!.Interval);
}
