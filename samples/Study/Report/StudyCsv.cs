using System.Globalization;
using System.Text;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Samples.Study.Report;

/// <summary>The measurements themselves as CSV (RFC 4180): one line for each cell and column.</summary>
internal static class StudyCsv
{
    private const string Header = "framework,seed,section,row,setting,column,examples,right,accuracy,steps,steps_right,step_accuracy,training_seconds";

    public static string Of(IEnumerable<StudyCell> cells)
    {
        var csv = new StringBuilder(Header).Append("\r\n");
        foreach (var cell in cells)
        {
            // Columns that are not among the known ones come last, by name: nothing that was measured is dropped.
            foreach (var (name, outcome) in cell.Columns.OrderBy(c => Place(c.Key)).ThenBy(c => c.Key, StringComparer.Ordinal))
            {
                var right = outcome.Outcomes.Count(o => o == '1');
                string[] fields =
                [
                    cell.Framework, Number(cell.Seed), cell.Section, cell.Row, cell.Setting is { } setting ? Number(setting) : "", name,
                    Number(outcome.Outcomes.Length), Number(right), Share(right, outcome.Outcomes.Length),
                    Number(outcome.Steps), Number(outcome.StepsRight), Share(outcome.StepsRight, outcome.Steps), Number(cell.TrainingSeconds),
                ];
                csv.AppendJoin(',', fields.Select(Escape)).Append("\r\n");
            }
        }

        return csv.ToString();
    }

    private static int Place(string column)
    {
        var place = StudyColumn.All.Select(c => c.Name).ToList().IndexOf(column);
        return place < 0 ? int.MaxValue : place;
    }

    private static string Share(int right, int total) => total == 0 ? "" : Number((double)right / total);

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Escape(string field) => field.AsSpan().ContainsAny(",\"\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
