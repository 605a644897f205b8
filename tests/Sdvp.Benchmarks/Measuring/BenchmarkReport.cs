using System.Text;
using System.Text.Json;

namespace Sdvp.Benchmarks.Measuring;

/// <summary>Writes rows as a table on the console, as JSON and as the page <c>docs/performance.md</c>.</summary>
internal static class BenchmarkReport
{
    public static void Print(BenchmarkRow row)
    {
        var holds = row.Holds switch { true => "holds", false => "FAILS", null => "" };
        Console.WriteLine($"{row.Name,-62} {row.ValueText,12} {row.Unit,-12} {row.Bar,-16} {holds}{(row.Note is null ? "" : $" ({row.Note})")}");
    }

    public static void WriteJson(string path, IReadOnlyList<BenchmarkRow> rows, string machine)
    {
        using var stream = File.Create(path);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("machine", machine);
        json.WriteStartArray("rows");
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("name", row.Name);
            WriteNumber(json, "value", row.Value);
            json.WriteString("unit", row.Unit);
            WriteText(json, "bar", row.Bar?.ToString());
            if (row.Holds is { } holds)
            {
                json.WriteBoolean("holds", holds);
            }
            else
            {
                json.WriteNull("holds");
            }

            json.WriteString("family", row.Family);
            WriteText(json, "note", row.Note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteMarkdown(string path, IReadOnlyList<BenchmarkRow> rows, string machine)
    {
        var text = new StringBuilder();
        text.Append(
            $"""
            # Performance

            Written by `dotnet run -c Release --project tests/Sdvp.Benchmarks -- --markdown docs/performance.md`.

            Measured on: {machine}.

            How to read it: what a row compares ran in turn in one process, medians of several rounds count, and processor time (of all threads together, so
            that "a second" is one core's) counts where the clock would measure other work on the machine. Ratios say how many times better the first named is. A
            row with a bar says whether it holds; one without is there to be compared with the next run on the same machine. `--quick` measures
            the same with fewer rounds, `--only FAMILY` one part, `--json FILE` writes the rows for a program.

            """);
        foreach (var family in rows.GroupBy(row => row.Family))
        {
            text.Append($"\n## {family.Key}\n\n| what | value | unit | bar | holds |\n|---|---:|---|---|---|\n");
            foreach (var row in family)
            {
                var note = row.Note is null ? "" : $" ({row.Note})";
                text.Append($"| {Escape(row.Name + note)} | {row.ValueText} | {row.Unit} | {row.Bar} | {row.Holds switch { true => "yes", false => "**no**", null => "" }} |\n");
            }
        }

        File.WriteAllText(path, text.ToString().ReplaceLineEndings("\n"));
    }

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is null)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteString(name, value);
        }
    }
}
