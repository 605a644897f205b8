using Sdvp.Core.Rationale.Html;
using Sdvp.Distillation.Evaluation;

namespace Sdvp.Distillation.Reporting.Html;

/// <summary>The table of results: each cell has its mean, its interval, and both drawn on the column's scale.</summary>
internal static class ResultsSection
{
    public static void Write(HtmlBuilder html, ReportModel model)
    {
        if (model.Results is not { } table)
        {
            return;
        }

        html.Open("section", ("id", "results")).Element("h2", "Results")
            .Open("div", ("class", "scroll")).Open("table", ("class", "results")).Open("thead").Open("tr").Element("th", "", ("scope", "col"));
        foreach (var column in table.Columns)
        {
            html.Element("th", column.Heading, ("scope", "col"));
        }

        html.Close("tr").Close("thead").Open("tbody");
        var scales = table.Columns.Select(column => Scale(table, column)).ToArray();
        foreach (var row in table.Rows)
        {
            html.Open("tr").Element("th", row.Heading, ("scope", "row"));
            for (var i = 0; i < table.Columns.Length; i++)
            {
                WriteCell(html, table, row, table.Columns[i], scales[i]);
            }

            html.Close("tr");
        }

        html.Close("tbody").Close("table").Close("div")
            .Element("p", model.ResultsNote ?? "Accuracy in percent with 95 % bootstrap intervals; the best mean of each column is bold. Bars share one scale a column.", ("class", "note"))
            .Close("section");
    }

    private static void WriteCell(HtmlBuilder html, ResultTable table, ResultRow row, ResultColumn column, (double Low, double High) scale)
    {
        if (!row.Cells.TryGetValue(column.Name, out var cell))
        {
            html.Element("td", "–", ("class", "none"));
            return;
        }

        html.Open("td", ("class", table.IsBest(row, column) ? "best" : ""))
            .Element("span", ResultTable.Percent(cell.Mean), ("class", "mean"))
            .Element("span", $"{ResultTable.Percent(cell.Low)}–{ResultTable.Percent(cell.High)}", ("class", "ci"))
            .Open("span", ("class", "track"), ("aria-hidden", "true"))
            .Element("i", "", ("class", "range"), ("style", $"left:{Place(cell.Low, scale)}%;width:{Width(cell, scale)}%"))
            .Element("i", "", ("class", "dot"), ("style", $"left:{Place(cell.Mean, scale)}%"))
            .Close("span").Close("td");
    }

    private static (double Low, double High) Scale(ResultTable table, ResultColumn column)
    {
        var cells = table.Rows.Select(row => row.Cells.GetValueOrDefault(column.Name)).OfType<BootstrapInterval>().ToArray();
        if (cells.Length == 0)
        {
            return (0, 1);
        }

        var (low, high) = (cells.Min(c => c.Low), cells.Max(c => c.High));
        var margin = Math.Max((high - low) * 0.06, 0.005);
        return (low - margin, high + margin);
    }

    private static string Place(double value, (double Low, double High) scale) =>
        HtmlBuilder.Number(Math.Clamp((value - scale.Low) / (scale.High - scale.Low), 0, 1) * 100);

    private static string Width(BootstrapInterval cell, (double Low, double High) scale) =>
        HtmlBuilder.Number(Math.Clamp((cell.High - cell.Low) / (scale.High - scale.Low), 0, 1) * 100);
}
