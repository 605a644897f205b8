using System.Collections.Immutable;
using Sdvp.Distillation.Evaluation;
using Sdvp.Distillation.Reporting;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Samples.Study.Report;

/// <summary>What the paper's abstract claims in words, each decided by a one-sided test at p &lt; 0.05; "kept" is non-inferiority with a margin of 1 point.</summary>
internal static class AbstractClaims
{
    public const double Level = 0.05;

    public static ImmutableArray<ReportClaim> Of(FrameworkCells cells, string otherFramework) =>
    [
        .. OfStudent(cells, Rows.Stepwise, "Stepwise distillation"),
        .. OfStudent(cells, Rows.Best, "The best recipe"),
        .. OfTransfer(cells, otherFramework),
    ];

    private static IEnumerable<ReportClaim> OfStudent(FrameworkCells cells, string row, string title)
    {
        var student = cells.Find(new RowKey(Sections.Main, row));
        var before = cells.Before;
        Contrast? Change(StudyColumn column) => student is null || before is null ? null : Contrast.Change(student, before, column);

        yield return Claim(cells, $"{row}/gain-taskA", $"{title} gains on task A.", 0, Change(StudyColumn.TaskA));
        yield return Claim(cells, $"{row}/gain-taskB", $"{title} gains on task B.", 0, Change(StudyColumn.TaskB));
        yield return Claim(cells, $"{row}/gain-taskA-after-B", $"{title} still has a gain on task A after task B.", 0, Change(StudyColumn.TaskAAfterB));
        yield return Claim(cells, $"{row}/kept-taskA", $"{title} keeps task A while it learns task B.", -BarClaims.MostLost, student is null ? null : Contrast.KeptA(student));
        foreach (var column in cells.Untaught)
        {
            yield return Claim(cells, $"{row}/kept-{column.Name}", $"{title} keeps {column.Phrase}.", -BarClaims.MostLost, Change(column));
        }

        foreach (var (name, other) in new[] { (Rows.TeacherDirect, "putting the teacher in directly"), (Rows.Naive, "naive fine-tuning") })
        {
            var rival = cells.Find(new RowKey(Sections.Main, name));
            var prefix = $"{row}/over-{name.Replace(' ', '-')}";
            Contrast? Against(StudyColumn column) => student is null || rival is null ? null : Contrast.Between(student, rival, column);

            yield return Claim(cells, $"{prefix}-unseen", $"{title} keeps the unseen families better than {other}.", 0, [.. StudyColumn.Unseen.Where(cells.Untaught.Contains).Select(Against)]);
            if (cells.Untaught.Contains(StudyColumn.General))
            {
                yield return Claim(cells, $"{prefix}-general", $"{title} keeps general questions better than {other}.", 0, Against(StudyColumn.General));
            }

            yield return Claim(
                cells, $"{prefix}-previous", $"{title} keeps task A better than {other} when task B comes.", 0,
                student is null || rival is null ? null : Contrast.KeptA(student).Less(Contrast.KeptA(rival)));
        }
    }

    private static IEnumerable<ReportClaim> OfTransfer(FrameworkCells cells, string otherFramework)
    {
        var taught = cells.Find(new RowKey(Sections.Transfer, Rows.DistilledOn(otherFramework)));
        foreach (var (column, title) in new[] { (StudyColumn.TaskAAfterB, "task A"), (StudyColumn.TaskB, "task B") })
        {
            yield return Claim(
                cells, $"transfer-{column.Baseline}", $"Modules taught by {otherFramework}'s programs gain on {title} in {cells.Framework}'s.", 0,
                taught is null || cells.Before is not { } before ? null : Contrast.Change(taught, before, column));
        }
    }

    /// <summary>The mean of the contrasts lies above a bound. It is not measured where one of them is not.</summary>
    private static ReportClaim Claim(FrameworkCells cells, string name, string text, double bound, params Contrast?[] contrasts)
    {
        var value = contrasts.All(c => c is not null) ? Aggregates.Mean([.. contrasts.OfType<Contrast>()]) : null;
        var p = value?.PValueAbove(bound);
        return new ReportClaim
        {
            Name = $"{cells.Framework}/{name}",
            Text = text,
            Estimate = value?.Interval,
            PValue = p,
            Holds = p is null ? null : p < Level,
        };
    }
}
