using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Core.Rationale.Html;

namespace Sdvp.Distillation.Reporting.Html;

/// <summary>Coverage and precision of labels, and why adapters abstained.</summary>
internal static class LabelsSection
{
    public static void Write(HtmlBuilder html, ImmutableArray<LabelQuality> labels)
    {
        if (labels.IsEmpty)
        {
            return;
        }

        html.Open("section", ("id", "labels")).Element("h2", "Labels").Open("div", ("class", "scroll")).Open("table", ("class", "plain")).Open("thead").Open("tr")
            .Element("th", "", ("scope", "col")).Element("th", "Steps", ("scope", "col"), ("class", "num")).Element("th", "Labelled", ("scope", "col"), ("class", "num"))
            .Element("th", "Coverage", ("scope", "col")).Element("th", "Precision", ("scope", "col")).Element("th", "Abstained because", ("scope", "col"))
            .Close("tr").Close("thead").Open("tbody");
        foreach (var quality in labels)
        {
            html.Open("tr").Element("th", quality.Name, ("scope", "row"))
                .Element("td", Count(quality.Steps), ("class", "num")).Element("td", Count(quality.Labelled), ("class", "num"));
            WriteShare(html, quality.Coverage);
            WriteShare(html, quality.Precision);
            html.Open("td", ("class", "reasons"));
            foreach (var (code, count) in quality.Abstentions.OrderByDescending(a => a.Value).ThenBy(a => a.Key, StringComparer.Ordinal))
            {
                html.Open("span", ("class", "reason")).Text(code).Raw(" ").Element("b", Count(count)).Close("span");
            }

            html.Close("td").Close("tr");
        }

        html.Close("tbody").Close("table").Close("div")
            .Element("p", "Coverage: share of steps with a label. Precision: share of labels that agree with the gold step answers.", ("class", "note")).Close("section");
    }

    public static string Count(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static void WriteShare(HtmlBuilder html, double? share)
    {
        if (share is not { } value)
        {
            html.Element("td", "–", ("class", "none"));
            return;
        }

        html.Open("td", ("class", "share")).Element("span", $"{ResultTable.Percent(value)} %").Open("span", ("class", "gauge"), ("aria-hidden", "true"))
            .Element("i", "", ("style", $"width:{HtmlBuilder.Number(Math.Clamp(value, 0, 1) * 100)}%")).Close("span").Close("td");
    }
}
