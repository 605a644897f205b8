using System.Collections.Immutable;
using Sdvp.Distillation.Evaluation;
using Sdvp.Distillation.Reporting;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Samples.Study.Report;

/// <summary>One ablation of one framework: changes from before, label quality where labels were counted, and drawings of both.</summary>
internal sealed class Ablation
{
    private readonly RowCells? _before;
    private readonly ImmutableArray<RowCells> _rows;
    private readonly ImmutableArray<StudyColumn> _untaught;

    public Ablation(FrameworkCells cells, string section)
    {
        Section = section;
        _before = cells.Before;
        _untaught = cells.Untaught;
        _rows = cells.InSection(section);
        Changes = RowTables.Changes(_rows, _before);
        Labels = LabelTables.Of(_rows);
    }

    public string Section { get; }

    public ResultTable Changes { get; }

    public ResultTable Labels { get; }

    public bool IsEmpty => Changes.Rows.IsEmpty && Labels.Rows.IsEmpty;

    private string Title => AblationTitles.Of(Section);

    /// <summary>Tables and drawings.</summary>
    public IEnumerable<ReportBlock> Blocks()
    {
        if (!Changes.Rows.IsEmpty)
        {
            yield return new ReportResults(Title, Changes, "Paired change from before in points.", IsCompact: true);
        }

        if (!Labels.Rows.IsEmpty)
        {
            yield return new ReportResults($"{Title}: labels", Labels, "Share of steps that keep a label, and share of the kept labels that are not the scene graph's answer, in percent.", IsCompact: true);
        }

        foreach (var drawing in _rows.Any(row => row.Key.Setting is not null) ? Plots() : Bars())
        {
            yield return drawing;
        }
    }

    private IEnumerable<(string Name, Func<RowCells, BootstrapDistribution?> Of)> Measured()
    {
        if (_before is { } before)
        {
            // Rows of transfer and of other orders are measured at the end.
            yield return ("change on task A", row => AtEnd(row, before, StudyColumn.TaskA, StudyColumn.TaskAAfterB));
            yield return ("change on task B", row => AtEnd(row, before, StudyColumn.TaskB, StudyColumn.TaskBAfterA));
            yield return ("change of unseen and general", row => Measures.Others(row, before, _untaught));
        }

        yield return ("wrong labels", LabelTables.Wrong);
        yield return ("coverage of labels", LabelTables.Coverage);
    }

    private static BootstrapDistribution? AtEnd(RowCells row, RowCells before, StudyColumn column, StudyColumn atEnd) =>
        Aggregates.Mean(Contrast.Change(row, before, row.SeedsOf(column.Name).Any() ? column : atEnd));

    // Several lines: a drawing for each measure. A single one: all changes in one drawing.
    private IEnumerable<ReportBlock> Plots()
    {
        var numbered = _rows.Where(row => row.Key.Setting is not null).OrderBy(row => row.Key.Setting).ToArray();
        var measures = Measured()
            .Select(measure => (measure.Name, Lines: numbered.GroupBy(row => row.Key.Row).Select(line => Line(line.Key, line, measure.Of)).Where(s => !s.Points.IsEmpty).ToArray()))
            .Where(measure => measure.Lines.Length > 0)
            .ToArray();
        if (measures.All(measure => measure.Lines.Length == 1))
        {
            var changes = measures.Where(m => m.Name.StartsWith("change", StringComparison.Ordinal)).Select(m => m.Lines[0] with { Name = m.Name }).ToImmutableArray();
            return changes.IsEmpty ? [] : [Plot(Title, "points", changes)];
        }

        return measures.Select(measure => Plot($"{Title}: {measure.Name}", measure.Name.StartsWith("change", StringComparison.Ordinal) ? "points" : "percent", [.. measure.Lines]));
    }

    private PlotSeries Line(string name, IEnumerable<RowCells> rows, Func<RowCells, BootstrapDistribution?> measure) => new(
        name,
        [
            .. rows.Select(row => (Setting: row.Key.Setting!.Value, Value: measure(row)?.Interval)).Where(p => p.Value is not null)
                .Select(p => new PlotPoint(p.Setting * AblationTitles.Scale(Section), 100 * p.Value!.Mean) { YInterval = (100 * p.Value.Low, 100 * p.Value.High) }),
        ]);

    private ReportPlot Plot(string title, string yTitle, ImmutableArray<PlotSeries> series) => new()
    {
        Title = title,
        XTitle = AblationTitles.Axis(Section),
        YTitle = yTitle,
        Series = series,
        YGuides = yTitle == "points" ? [0] : [],
    };

    private IEnumerable<ReportBlock> Bars() => Measured()
        .Where(measure => measure.Name.StartsWith("change", StringComparison.Ordinal))
        .Select(measure => new ReportBars(
            $"{Title}: {measure.Name}",
            [.. _rows.Select(row => (row.Key.Row, Value: measure.Of(row)?.Interval)).Where(b => b.Value is not null).Select(b => new ReportBar(b.Row, b.Value!))]))
        .Where(bars => !bars.Bars.IsEmpty);
}
