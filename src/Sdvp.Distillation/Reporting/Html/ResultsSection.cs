using Sdvp.Core.Rationale.Html;

namespace Sdvp.Distillation.Reporting.Html;

/// <summary>The table of results.</summary>
internal static class ResultsSection
{
    public static void Write(HtmlBuilder html, ReportModel model)
    {
        if (model.Results is not { } table)
        {
            return;
        }

        html.Open("section", ("id", "results")).Element("h2", "Results");
        ResultTableDrawing.Write(html, table);
        html.Element("p", model.ResultsNote ?? "Accuracy in percent with 95 % bootstrap intervals; the best mean of each column is bold. Bars share one scale a column.", ("class", "note"))
            .Close("section");
    }
}
