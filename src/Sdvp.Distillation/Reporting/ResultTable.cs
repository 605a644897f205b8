using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Sdvp.Core.Recording;
using Sdvp.Distillation.Evaluation;

namespace Sdvp.Distillation.Reporting;

/// <summary>Accuracies of several methods (rows) on several tasks (columns), with confidence intervals.</summary>
public sealed record ResultTable
{
    /// <summary>The columns, with distinct names.</summary>
    public required ImmutableArray<ResultColumn> Columns { get; init; }

    /// <summary>The rows.</summary>
    public required ImmutableArray<ResultRow> Rows { get; init; }

    /// <summary>Whether the cells are differences of shares, printed with their sign. Default: false.</summary>
    public bool IsDifference { get; init; }

    /// <summary>Whether the best mean of each column is marked: higher is better. Default: true.</summary>
    public bool MarksBest { get; init; } = true;

    /// <summary>Prints the table in percent, aligned, for a console. The best mean of each column has a star.</summary>
    /// <returns>Lines of text, each with a line end.</returns>
    public string ToText()
    {
        var columns = Columns.Select(column => Rows.Select(row => CellText(row, column)).Prepend(column.Heading).ToArray()).ToArray();
        var names = Rows.Select(row => row.Heading).Prepend("").ToArray();
        var nameWidth = names.Max(name => name.Length);
        var text = new StringBuilder();
        for (var line = 0; line < names.Length; line++)
        {
            var cells = columns.Select(column => column[line].PadLeft(column.Max(cell => cell.Length)));
            text.AppendLine($"{names[line].PadRight(nameWidth)}  {string.Join("  ", cells)}".TrimEnd());
            if (line == 0)
            {
                text.Append('-', nameWidth + columns.Sum(column => column.Max(cell => cell.Length) + 2)).AppendLine();
            }
        }

        return text.ToString();
    }

    /// <summary>
    /// Writes the property <c>rows</c> into an open JSON object:
    /// <c>"rows":[{"name":"before","columns":{"taskA":{"mean":0.62,"low":0.59,"high":0.65}}}]</c>, with shares in [0, 1].
    /// </summary>
    /// <param name="writer">The writer, inside an object.</param>
    public void WriteRows(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartArray("rows");
        foreach (var row in Rows)
        {
            writer.WriteStartObject();
            writer.WriteString("name", row.Name);
            writer.WriteStartObject("columns");
            foreach (var column in Columns)
            {
                if (row.Cells.TryGetValue(column.Name, out var cell))
                {
                    writer.WriteStartObject(column.Name);
                    writer.WriteNumber("mean", cell.Mean);
                    writer.WriteNumber("low", cell.Low);
                    writer.WriteNumber("high", cell.High);
                    writer.WriteEndObject();
                }
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a JSON file with the property <c>rows</c> and whatever else the caller adds; under a temporary name until it is whole.</summary>
    /// <param name="path">The file; replaced if it exists, its folder made if absent.</param>
    /// <param name="writeMore">Writes further properties. Default: none.</param>
    /// <param name="cancellationToken">Gives up and leaves nothing behind.</param>
    /// <returns>A task that ends when the file is in place.</returns>
    public Task SaveJsonAsync(string path, Action<Utf8JsonWriter>? writeMore = null, CancellationToken cancellationToken = default) => AtomicFile.WriteAsync(
        path,
        async stream =>
        {
            await using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
            writer.WriteStartObject();
            WriteRows(writer);
            writeMore?.Invoke(writer);
            writer.WriteEndObject();
            await writer.FlushAsync(cancellationToken);
        },
        cancellationToken);

    /// <summary>Whether a cell has the best mean of its column, to a tenth of a percent, as it is printed.</summary>
    internal bool IsBest(ResultRow row, ResultColumn column) =>
        MarksBest
        && Rows.Length > 1
        && row.Cells.TryGetValue(column.Name, out var cell)
        && Percent(cell.Mean) == Percent(Rows.Where(r => r.Cells.ContainsKey(column.Name)).Max(r => r.Cells[column.Name].Mean));

    /// <summary>A cell as text; null where it is empty.</summary>
    internal string? Describe(ResultRow row, ResultColumn column) =>
        row.Cells.TryGetValue(column.Name, out var cell) ? $"{Print(cell.Mean)} [{Print(cell.Low)}, {Print(cell.High)}]" : null;

    /// <summary>A share in percent with one decimal.</summary>
    internal static string Percent(double share) => ReportNumber.Percent(share);

    /// <summary>A value of a cell, as it is printed.</summary>
    internal string Print(double value) => IsDifference ? ReportNumber.Points(value) : ReportNumber.Percent(value);

    private string CellText(ResultRow row, ResultColumn column) => row.Cells.TryGetValue(column.Name, out var cell)
        ? $"{(IsBest(row, column) ? "*" : "")}{Print(cell.Mean)} [{Print(cell.Low),4}, {Print(cell.High),4}]"
        : "–";
}
