using System.Collections.Immutable;
using Sdvp.Distillation.Evaluation;
using Sdvp.Distillation.Reporting;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Samples.Study.Report;

/// <summary>Tables of rows by columns; rows and columns of which nothing was measured are left out.</summary>
internal static class RowTables
{
    private static readonly ImmutableArray<StudyColumn> TaskColumns = [StudyColumn.TaskA, StudyColumn.TaskB, StudyColumn.TaskAAfterB, StudyColumn.TaskBAfterA];

    public static ResultTable Accuracy(ImmutableArray<RowCells> rows) =>
        Build(rows, StudyColumn.All, (row, column) => Aggregates.Mean(Contrast.Accuracy(row, column)), isDifference: false);

    public static ResultTable Changes(ImmutableArray<RowCells> rows, RowCells? before) => Build(
        before is null ? [] : [.. rows.Where(row => row != before)],
        StudyColumn.All,
        (row, column) => Aggregates.Mean(Contrast.Change(row, before!, column)),
        isDifference: true);

    public static ResultTable Steps(ImmutableArray<RowCells> rows) => Build(rows, TaskColumns, Aggregates.Steps, isDifference: false);

    public static ResultTable Recovered(ImmutableArray<RowCells> rows, RowCells? before, RowCells? teacher) => Build(
        before is null || teacher is null ? [] : [.. rows.Where(row => row != before && row != teacher)],
        TaskColumns,
        (row, column) => Aggregates.Recovered(before!, row, teacher!, column),
        isDifference: false);

    /// <summary>Headings of rows of one section.</summary>
    public static Func<RowKey, string> HeadingsOf(ImmutableArray<RowCells> rows)
    {
        var withRow = rows.DistinctBy(row => row.Key.Row).Count() > 1;
        return key => key.Heading(withRow);
    }

    private static ResultTable Build(
        ImmutableArray<RowCells> rows, ImmutableArray<StudyColumn> columns, Func<RowCells, StudyColumn, BootstrapDistribution?> cell, bool isDifference)
    {
        var headingOf = HeadingsOf(rows);
        ImmutableArray<ResultRow> filled =
        [
            .. rows.Select(row => new ResultRow(
                    headingOf(row.Key),
                    columns.Select(column => (column.Name, Value: cell(row, column))).Where(c => c.Value is not null).ToImmutableDictionary(c => c.Name, c => c.Value!.Interval)))
                .Where(row => !row.Cells.IsEmpty),
        ];
        return new ResultTable
        {
            Columns = [.. columns.Where(column => filled.Any(row => row.Cells.ContainsKey(column.Name))).Select(column => new ResultColumn(column.Name, column.Title))],
            Rows = filled,
            IsDifference = isDifference,
        };
    }
}
