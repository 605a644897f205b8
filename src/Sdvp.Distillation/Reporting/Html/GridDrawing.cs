using Sdvp.Core.Rationale.Html;

namespace Sdvp.Distillation.Reporting.Html;

/// <summary>A table of texts.</summary>
internal static class GridDrawing
{
    public static void Write(HtmlBuilder html, ReportGrid grid)
    {
        html.Open("div", ("class", "scroll"), ("tabindex", "0")).Open("table", ("class", "grid-table")).Open("thead").Open("tr");
        for (var i = 0; i < grid.Headings.Length; i++)
        {
            html.Element("th", grid.Headings[i], ("scope", "col"), ("class", i == 0 ? "" : "num"));
        }

        html.Close("tr").Close("thead").Open("tbody");
        foreach (var row in grid.Rows)
        {
            html.Open("tr").Element("th", row[0], ("scope", "row"));
            foreach (var cell in row.Skip(1))
            {
                html.Element("td", cell, ("class", "num"));
            }

            html.Close("tr");
        }

        html.Close("tbody").Close("table").Close("div");
    }
}
