using System.Collections.Immutable;
using Sdvp.Core.Rationale.Html;

namespace Sdvp.Distillation.Reporting.Html;

/// <summary>Claims with their numbers and verdicts.</summary>
internal static class ClaimsDrawing
{
    public static void Write(HtmlBuilder html, ImmutableArray<ReportClaim> claims)
    {
        html.Open("ul", ("class", "claims"));
        foreach (var claim in claims)
        {
            html.Open("li")
                .Open("span", ("class", "said")).Text(claim.Text).Raw(" ").Element("span", claim.Name, ("class", "id")).Close("span")
                .Element("span", claim.EstimateText, ("class", "num"))
                .Element("span", claim.PValue is null ? "" : $"p {(claim.PValueText.StartsWith('<') ? "" : "= ")}{claim.PValueText}", ("class", "num"))
                .Element("b", claim.Verdict, ("class", claim.Holds switch { true => "chip right", false => "chip wrong", null => "chip" }))
                .Close("li");
        }

        html.Close("ul");
    }
}
