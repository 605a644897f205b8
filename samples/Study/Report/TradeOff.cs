using System.Collections.Immutable;
using Sdvp.Distillation.Evaluation;
using Sdvp.Distillation.Reporting;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Samples.Study.Report;

/// <summary>Gain against loss: each method a point, each strategy with several strengths a curve.</summary>
internal sealed record TradeOff(ImmutableArray<TradeOffPoint> Points)
{
    private const double CloseUp = 0.05;

    public static TradeOff Of(FrameworkCells cells)
    {
        if (cells.Before is not { } before)
        {
            return new TradeOff([]);
        }

        var points = ImmutableArray.CreateBuilder<TradeOffPoint>();
        foreach (var row in cells.InSection(Sections.Main).Concat(cells.InSection(Sections.Curve)))
        {
            if (row != before && Measures.Kept(row, before, cells.Untaught) is { } kept && Measures.Gain(row, before) is { } gain)
            {
                points.Add(new TradeOffPoint(row.Key, kept.Interval, gain.Interval));
            }
        }

        return new TradeOff(points.ToImmutable());
    }

    public ResultTable ToTable() => new()
    {
        Columns = [new("gain", "gain on A and B"), new("kept", "change of the rest")],
        Rows = [.. Points.Select(p => new ResultRow(p.Key.Heading(withRow: true), ImmutableDictionary<string, BootstrapInterval>.Empty.Add("gain", p.Gain).Add("kept", p.Kept)))],
        IsDifference = true,
    };

    public IEnumerable<ReportBlock> Blocks()
    {
        if (Points.IsEmpty)
        {
            yield break;
        }

        yield return Plot("Gain against loss", Points);
        if (Points.Where(p => p.Kept.Mean >= -CloseUp).ToImmutableArray() is { IsEmpty: false } near && near.Length < Points.Length)
        {
            yield return Plot("Gain against loss: methods that lose at most 5 points", near);
        }

        yield return new ReportResults(
            "Gain against loss",
            ToTable(),
            "In points. Gain: mean change on A and on B, each right after its training. The rest: mean change of A by training on B, of the unseen families and of general.",
            IsCompact: true);
    }

    // A strategy looks the same in both drawings: those of which nothing is shown stay in the legend.
    private ReportPlot Plot(string title, ImmutableArray<TradeOffPoint> shown) => new()
    {
        Title = title,
        XTitle = "change of what should be kept, points",
        YTitle = "gain on tasks A and B, points",
        Series = [.. Points.Select(p => p.Key.Row).Distinct().Select(row => Series(row, shown.Where(p => p.Key.Row == row)))],
        XGuides = [-100 * BarClaims.MostLost, 0],
        Note = "Up is better, and right is better. Dashed: nothing lost, and the 1 point that may be lost. Lines join the strengths of one strategy; crosses are 95 % intervals.",
    };

    private static PlotSeries Series(string strategy, IEnumerable<TradeOffPoint> points) => new(
        strategy,
        [
            .. points.OrderBy(p => p.Kept.Mean).Select(p => new PlotPoint(100 * p.Kept.Mean, 100 * p.Gain.Mean)
            {
                XInterval = (100 * p.Kept.Low, 100 * p.Kept.High),
                YInterval = (100 * p.Gain.Low, 100 * p.Gain.High),
                Label = p.Key.Heading(withRow: true),
            }),
        ]);
}
