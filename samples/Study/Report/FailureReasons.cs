using System.Collections.Immutable;
using Sdvp.Distillation.Reporting;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Samples.Study.Report;

/// <summary>Why claims that something is kept do not hold, as far as the numbers tell.</summary>
internal static class FailureReasons
{
    public static IEnumerable<string> Of(ImmutableArray<ReportClaim> failing)
    {
        var kept = failing.Where(c => c.Name.Contains("/kept-", StringComparison.Ordinal) && c.Estimate is not null).ToArray();
        var undecided = kept.Where(c => c.Estimate!.Mean >= -BarClaims.MostLost).ToArray();
        var lost = kept.Except(undecided).ToArray();
        if (undecided.Length > 0)
        {
            yield return $"Not decided: the mean loss is within 1 point, the interval reaches beyond it, so that more seeds or test examples are needed to tell: {Names(undecided)}.";
        }

        if (lost.Length > 0)
        {
            yield return $"Lost: the mean loss is above 1 point, what holds the student is too weak there: {Names(lost)}.";
        }

        if (lost.Any(c => c.Name.EndsWith($"/kept-{StudyColumn.UnseenScenes.Name}", StringComparison.Ordinal)))
        {
            yield return "Unseen scenes are of a domain that neither the tasks nor the recorded traffic show: no probe speaks of it, and only the way back to the snapshot and a smaller step hold the student there.";
        }
    }

    private static string Names(IEnumerable<ReportClaim> claims) => string.Join(", ", claims.Select(c => c.Name));
}
