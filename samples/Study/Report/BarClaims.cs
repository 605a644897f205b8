using System.Collections.Immutable;
using Sdvp.Distillation.Evaluation;
using Sdvp.Distillation.Reporting;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Samples.Study.Report;

/// <summary>What the study asks of the best recipe, and of labels from a teacher that is often wrong. Means over seeds decide; the p value says how sure that is.</summary>
internal static class BarClaims
{
    public const double LeastRecovered = 0.6;
    public const double MostLost = 0.01;
    public const double NoiseShare = 0.3;
    public const double MostWrong = 0.1;
    public const double LeastCoverage = 0.6;

    // Means of tenths are not exact: 0.59 − 0.60 is a little below −0.01.
    private const double Rounding = 1e-9;

    public static ImmutableArray<ReportClaim> Of(FrameworkCells cells)
    {
        var best = cells.Find(new RowKey(Sections.Main, Rows.Best));
        return
        [
            Recovered(cells, best, StudyColumn.TaskA, "task A"),
            Recovered(cells, best, StudyColumn.TaskB, "task B"),
            AtLeast(
                Name(cells, "kept-taskA"), "The best recipe loses at most 1 point on task A by training on task B.",
                best is null ? null : Aggregates.Mean(Contrast.KeptA(best)), -MostLost),
            .. cells.Untaught.Select(column => AtLeast(
                Name(cells, $"kept-{column.Name}"), $"The best recipe loses at most 1 point on {column.Phrase}.",
                best is null || cells.Before is not { } before ? null : Aggregates.Mean(Contrast.Change(best, before, column)), -MostLost)),
            .. Labels(cells),
        ];
    }

    private static ReportClaim Recovered(FrameworkCells cells, RowCells? best, StudyColumn column, string title)
    {
        var teacher = cells.Find(new RowKey(Sections.Main, Rows.TeacherDirect));
        return AtLeast(
            Name(cells, $"recovered-{column.Name}"),
            $"The best recipe recovers at least 60 % of the teacher's advantage at the steps of {title}.",
            best is null || teacher is null || cells.Before is not { } before ? null : Aggregates.Recovered(before, best, teacher, column),
            LeastRecovered);
    }

    private static IEnumerable<ReportClaim> Labels(FrameworkCells cells)
    {
        var noisy = cells.Find(new RowKey(Sections.Noise, Rows.CreditAndConfidence, NoiseShare));
        var wrong = noisy is null ? null : LabelTables.Wrong(noisy);
        yield return new ReportClaim
        {
            Name = Name(cells, "noise-30-wrong"),
            Text = "With a teacher that is wrong 30 % of the time, at most 10 % of the labels kept by counterfactual credit and confidence are wrong.",
            Estimate = wrong?.Interval,
            PValue = wrong?.PValueBelow(MostWrong),
            Holds = wrong is null ? null : wrong.Interval.Mean <= MostWrong + Rounding,
        };
        yield return AtLeast(
            Name(cells, "noise-30-coverage"),
            "With that teacher, at least 60 % of the steps keep a label.",
            noisy is null ? null : LabelTables.Coverage(noisy),
            LeastCoverage);
    }

    private static ReportClaim AtLeast(string name, string text, BootstrapDistribution? value, double bound) => new()
    {
        Name = name,
        Text = text,
        Estimate = value?.Interval,
        PValue = value?.PValueAbove(bound),
        Holds = value is null ? null : value.Interval.Mean >= bound - Rounding,
    };

    private static string Name(FrameworkCells cells, string name) => $"{cells.Framework}/bar/{name}";
}
