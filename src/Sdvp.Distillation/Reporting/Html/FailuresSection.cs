using System.Collections.Immutable;
using Sdvp.Core.Rationale.Html;

namespace Sdvp.Distillation.Reporting.Html;

/// <summary>What failed, and how often.</summary>
internal static class FailuresSection
{
    public static void Write(HtmlBuilder html, ImmutableArray<FailureCount> failures)
    {
        if (failures.IsEmpty)
        {
            return;
        }

        html.Open("section", ("id", "failures")).Element("h2", "Failures").Open("div", ("class", "scroll")).Open("table", ("class", "plain")).Open("thead").Open("tr")
            .Element("th", "Where", ("scope", "col")).Element("th", "Cause", ("scope", "col")).Element("th", "Count", ("scope", "col"), ("class", "num"))
            .Close("tr").Close("thead").Open("tbody");
        foreach (var failure in failures.OrderByDescending(f => f.Count))
        {
            html.Open("tr").Element("th", failure.Where, ("scope", "row")).Element("td", failure.Cause).Element("td", LabelsSection.Count(failure.Count), ("class", "num")).Close("tr");
        }

        html.Close("tbody").Close("table").Close("div").Element("p", "Failed runs count as wrong answers; unusable examples are left out.", ("class", "note")).Close("section");
    }
}
