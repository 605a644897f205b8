using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Distillation.Reporting;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Samples.Study.Report;

/// <summary>The report of a study, for every way in which it is written.</summary>
internal static class StudyReport
{
    public static ReportModel Of(StudyAnalysis analysis) => new()
    {
        Title = "The study of stepwise distillation",
        Summary = "Visual programs learn task A, then task B, from small experts of these tasks: what they gain, what they keep, and which of the claims of SDVP "
            + "(arXiv 2309.09809, read from its abstract) hold " + analysis.Results.World + ".",
        Facts =
        [
            .. analysis.Results.Settings.Select(s => new ReportFact(s.Name, s.Value)),
            new("time in all", string.Create(CultureInfo.InvariantCulture, $"{analysis.Results.Seconds / 60:0.0} minutes")),
            new("command", analysis.Results.Command),
        ],
        Sections =
        [
            ClaimsSection(analysis),
            .. analysis.Frameworks.Where(f => !f.Accuracy.Rows.IsEmpty).Select(MainSection),
            .. analysis.Frameworks.Where(f => !f.Ablations.IsEmpty).Select(f => new ReportSection($"{f.Framework}-ablations", $"{f.Title}: ablations", [.. f.Ablations.SelectMany(a => a.Blocks())])),
            new("missing", "Not measured", MissingBlocks(analysis)),
            new("method", "How the numbers are made", [.. StudyMethod.Paragraphs.Select(p => new ReportText(p))]),
        ],
    };

    private static ReportSection ClaimsSection(StudyAnalysis analysis) => new(
        "claims",
        "Claims",
        [
            new ReportText(Count("Bars of the study", analysis.Frameworks.SelectMany(f => f.Claims.Bars))),
            new ReportText(Count("Claims of the abstract", analysis.Frameworks.SelectMany(f => f.Claims.Abstract))),
            .. Failing(analysis),
            .. analysis.Frameworks.Select(f => new ReportClaims(
                $"{f.Title}: bars", f.Claims.Bars, "In percent or points, with 95 % intervals. The mean over seeds decides; p is one-sided against the bar's number.")),
            .. analysis.Frameworks.Select(f => new ReportClaims(
                $"{f.Title}: claims of the abstract",
                f.Claims.Abstract,
                "In points, with 95 % intervals. A claim holds where p < 0.05, one-sided; 'keeps' is tested against a loss of 1 point (non-inferiority), all others against 0. No correction for the number of claims.")),
        ]);

    private static string Count(string what, IEnumerable<ReportClaim> claims)
    {
        var all = claims.ToArray();
        return $"{what}: {all.Count(c => c.Holds == true)} hold, {all.Count(c => c.Holds == false)} do not, {all.Count(c => c.Holds is null)} were not measured.";
    }

    private static IEnumerable<ReportBlock> Failing(StudyAnalysis analysis)
    {
        var failing = analysis.Claims.Where(c => c.Holds == false).ToImmutableArray();
        return failing.IsEmpty ? [] : [new ReportClaims("What does not hold", failing), .. FailureReasons.Of(failing).Select(reason => new ReportText(reason))];
    }

    private static ReportSection MainSection(FrameworkAnalysis framework) => new(
        framework.Framework,
        framework.Title,
        [
            new ReportResults("Accuracy", framework.Accuracy, "Share of programs with the right answer in percent, mean over seeds with 95 % intervals; the best mean of each column is bold."),
            .. Table("Change from before", framework.Changes, "In points, paired by example: accuracy less that of the same framework and seed before training.", isCompact: false),
            .. framework.TradeOff.Blocks(),
            .. Bars(framework.Changes),
            .. Table("Accuracy at steps", framework.Steps, "Share of VQA steps answered as the scene graph says, in percent."),
            .. Table("Share of the teacher's advantage that was recovered", framework.Recovered, "At the steps, in percent: (after − before) / (teacher − before), the teacher put in directly."),
            .. Table("Labels", framework.Labels, "Share of steps that keep a label, and share of the kept labels that are not the scene graph's answer, in percent."),
            .. Tests(framework),
        ]);

    private static IEnumerable<ReportBlock> Table(string title, ResultTable table, string note, bool isCompact = true) => table.Rows.IsEmpty ? [] : [new ReportResults(title, table, note, isCompact)];

    private static IEnumerable<ReportBlock> Bars(ResultTable changes) => changes.Columns
        .Where(column => column.Name is "taskA" or "taskB" or "general" or "unseen-1" or "unseen-2" or "unseen-scenes")
        .Select(column => new ReportBars(
            $"Change from before: {column.Heading}",
            [.. changes.Rows.Where(row => row.Cells.ContainsKey(column.Name)).Select(row => new ReportBar(row.Heading, row.Cells[column.Name]))]));

    // The whole of it stands in the JSON file; here each row against the two that claims speak of.
    private static IEnumerable<ReportBlock> Tests(FrameworkAnalysis framework)
    {
        foreach (var reference in new[] { Rows.Before, Rows.Stepwise })
        {
            var tests = framework.Tests.Where(t => t.First == reference || t.Second == reference).ToArray();
            if (tests.Length == 0)
            {
                continue;
            }

            var columns = StudyColumn.All.Where(column => tests.Any(t => t.Column == column)).ToArray();
            yield return new ReportGrid(
                $"McNemar's test against '{reference}'",
                ["", .. columns.Select(c => c.Title)],
                [.. tests.GroupBy(t => t.First == reference ? t.Second : t.First).Select(row => TestRow(row, reference, columns))],
                $"Examples of all seeds that only the row has right : that only '{reference}' has right, and the two-sided p value.");
        }
    }

    private static ImmutableArray<string> TestRow(IGrouping<string, PairTest> row, string reference, StudyColumn[] columns) =>
    [
        row.Key,
        .. columns.Select(column => row.FirstOrDefault(t => t.Column == column) is not { } t ? "–"
            : t.First == reference ? $"{t.Test.SecondOnly} : {t.Test.FirstOnly}, {ReportNumber.PValue(t.Test.PValue)}"
            : $"{t.Test.FirstOnly} : {t.Test.SecondOnly}, {ReportNumber.PValue(t.Test.PValue)}"),
    ];

    private static ImmutableArray<ReportBlock> MissingBlocks(StudyAnalysis analysis)
    {
        ImmutableArray<ReportBlock> missing = [.. analysis.Frameworks.SelectMany(f => f.Missing.Select(m => new ReportText($"{f.Title}: {m}")))];
        return missing.IsEmpty ? [new ReportText("Nothing is missing.")] : missing;
    }
}
