using System.Text;
using System.Text.RegularExpressions;
using Sdvp.Core.Recording;

namespace Sdvp.Distillation.Reporting;

/// <summary>
/// Writes title, summary, facts and sections of a report as Markdown, with tables whose columns are aligned, so that it can be read as it is.
/// Drawings are left out: their numbers stand in tables. Thread-safe.
/// </summary>
public static partial class MarkdownReport
{
    /// <summary>Renders a report.</summary>
    /// <param name="model">What it shows.</param>
    /// <returns>The text, with line feeds as line ends. The same model gives the same text.</returns>
    public static string Render(ReportModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var text = new StringBuilder();
        Line(text, $"# {Flat(model.Title)}");
        if (model.Summary is { } summary)
        {
            Line(text, Flat(summary));
        }

        if (!model.Facts.IsEmpty)
        {
            Line(text, string.Join('\n', model.Facts.Select(f => $"- {Flat(f.Name)}: {Flat(f.Value)}")));
        }

        foreach (var section in model.Sections)
        {
            Line(text, $"## {Flat(section.Title)}");
            foreach (var block in section.Blocks)
            {
                WriteBlock(text, block);
            }
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>Renders a report into a file, under a temporary name until it is whole.</summary>
    /// <param name="model">What it shows.</param>
    /// <param name="path">The file; replaced if it exists, its folder made if absent.</param>
    /// <param name="cancellationToken">Gives up and leaves nothing behind.</param>
    /// <returns>A task that ends when the file is in place.</returns>
    public static Task SaveAsync(ReportModel model, string path, CancellationToken cancellationToken = default)
    {
        var bytes = Encoding.UTF8.GetBytes(Render(model));
        return AtomicFile.WriteAsync(path, stream => stream.WriteAsync(bytes, cancellationToken).AsTask(), cancellationToken);
    }

    private static void WriteBlock(StringBuilder text, ReportBlock block)
    {
        switch (block)
        {
            case ReportText paragraph:
                Line(text, Flat(paragraph.Text));
                break;
            case ReportResults results:
                WriteTable(text, results.Title, ["", .. results.Table.Columns.Select(c => c.Heading)], results.Table.Rows.Select(row => Cells(results.Table, row)), results.Note);
                break;
            case ReportGrid grid:
                WriteTable(text, grid.Title, [.. grid.Headings], grid.Rows.Select(row => row.ToArray()), grid.Note);
                break;
            case ReportClaims claims:
                WriteTable(
                    text,
                    claims.Title,
                    ["claim", "verdict", "estimate", "p", "name"],
                    claims.Claims.Select(c => new[] { c.Text, c.Holds == false ? $"**{c.Verdict}**" : c.Verdict, c.EstimateText, c.PValueText, c.Name }),
                    claims.Note);
                break;
        }
    }

    private static string[] Cells(ResultTable table, ResultRow row) =>
    [
        row.Heading,
        .. table.Columns.Select(column => table.Describe(row, column) is not { } cell ? "–"
            : table.IsBest(row, column) ? $"**{cell.Replace(" [", "** [", StringComparison.Ordinal)}"
            : cell),
    ];

    private static void WriteTable(StringBuilder text, string title, string[] headings, IEnumerable<string[]> rows, string? note)
    {
        Line(text, $"### {Flat(title)}");
        var cells = rows.Prepend(headings).Select(row => row.Select(cell => Flat(cell).Replace("|", "\\|", StringComparison.Ordinal)).ToArray()).ToArray();
        var widths = headings.Select((_, i) => Math.Max(3, cells.Max(row => row[i].Length))).ToArray();
        var lines = cells.Select(row => Join(row.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i])))).ToList();
        lines.Insert(1, Join(widths.Select((width, i) => i == 0 ? new string('-', width) : new string('-', width - 1) + ":")));
        Line(text, string.Join('\n', lines));
        if (note is not null)
        {
            Line(text, Flat(note));
        }

        static string Join(IEnumerable<string> parts) => $"| {string.Join(" | ", parts)} |";
    }

    private static string Flat(string text) => StartOfTag().Replace(text.ReplaceLineEndings(" "), "&lt;");

    private static void Line(StringBuilder text, string line) => text.Append(line).Append("\n\n");

    [GeneratedRegex("<(?=[A-Za-z/!?])")]
    private static partial Regex StartOfTag();
}
