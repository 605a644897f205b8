using Sdvp.Core.Rationale.Html;
using Sdvp.Distillation.Evaluation;

namespace Sdvp.Distillation.Reporting.Html;

/// <summary>A table of results: each cell has its mean, its interval, and both drawn on the column's scale.</summary>
internal static class ResultTableDrawing
{
    /// <summary>With means, intervals and their places.</summary>
    public static void Write(HtmlBuilder html, ResultTable table)
    {
        var scales = table.Columns.ToDictionary(column => column, column => Scale(table, column));
        WriteTable(html, table, "results", (row, column) => WriteCell(html, table, row, column, scales[column]));
    }

    /// <summary>One line for each row.</summary>
    public static void WriteCompact(HtmlBuilder html, ResultTable table) => WriteTable(html, table, "compact", (row, column) =>
    {
        if (!row.Cells.TryGetValue(column.Name, out var cell))
        {
            html.Element("td", "–", ("class", "none"));
            return;
        }

        html.Open("td", ("class", table.IsBest(row, column) ? "best" : "")).Element("span", table.Print(cell.Mean), ("class", "mean")).Raw(" ")
            .Element("span", $"[{table.Print(cell.Low)}, {table.Print(cell.High)}]", ("class", "range")).Close("td");
    });

    private static void WriteTable(HtmlBuilder html, ResultTable table, string style, Action<ResultRow, ResultColumn> writeCell)
    {
        html.Open("div", ("class", "scroll"), ("tabindex", "0")).Open("table", ("class", style)).Open("thead").Open("tr").Element("th", "", ("scope", "col"));
        foreach (var column in table.Columns)
        {
            html.Element("th", column.Heading, ("scope", "col"));
        }

        html.Close("tr").Close("thead").Open("tbody");
        foreach (var row in table.Rows)
        {
            html.Open("tr").Element("th", row.Heading, ("scope", "row"));
            foreach (var column in table.Columns)
            {
                writeCell(row, column);
            }

            html.Close("tr");
        }

        html.Close("tbody").Close("table").Close("div");
    }

    private static void WriteCell(HtmlBuilder html, ResultTable table, ResultRow row, ResultColumn column, (double Low, double High) scale)
    {
        if (!row.Cells.TryGetValue(column.Name, out var cell))
        {
            html.Element("td", "–", ("class", "none"));
            return;
        }

        html.Open("td", ("class", table.IsBest(row, column) ? "best" : ""))
            .Element("span", table.Print(cell.Mean), ("class", "mean"))
            .Element("span", $"{table.Print(cell.Low)}{(table.IsDifference ? " … " : "–")}{table.Print(cell.High)}", ("class", "ci"))
            .Open("span", ("class", "track"), ("aria-hidden", "true"));
        if (table.IsDifference)
        {
            html.Element("i", "", ("class", "zero"), ("style", $"left:{Place(0, scale)}%"));
        }

        html.Element("i", "", ("class", "range"), ("style", $"left:{Place(cell.Low, scale)}%;width:{Width(cell, scale)}%"))
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
        (low, high) = table.IsDifference ? (Math.Min(low, 0), Math.Max(high, 0)) : (low, high);
        var margin = Math.Max((high - low) * 0.06, 0.005);
        return (low - margin, high + margin);
    }

    private static string Place(double value, (double Low, double High) scale) =>
        HtmlBuilder.Number(Math.Clamp((value - scale.Low) / (scale.High - scale.Low), 0, 1) * 100);

    private static string Width(BootstrapInterval cell, (double Low, double High) scale) =>
        HtmlBuilder.Number(Math.Clamp((cell.High - cell.Low) / (scale.High - scale.Low), 0, 1) * 100);
}
