using Sdvp.Samples.Study.Results;

namespace Sdvp.Samples.Study.Report;

/// <summary>What a study does not have, in sentences.</summary>
internal static class MissingCells
{
    public static IEnumerable<string> Of(FrameworkCells cells)
    {
        if (cells.Rows.IsEmpty)
        {
            yield return "Nothing was measured.";
            yield break;
        }

        string[] named = [Rows.Before, Rows.TeacherAlone, Rows.TeacherDirect, Rows.Naive, Rows.Stepwise, Rows.Best, Rows.Joint];
        foreach (var row in named.Where(row => cells.Find(new RowKey(Sections.Main, row)) is null))
        {
            yield return $"There is no row '{row}'.";
        }

        foreach (var section in AblationTitles.All.Prepend(Sections.Curve).Where(section => cells.InSection(section).IsEmpty))
        {
            yield return $"There is nothing in the section '{section}'.";
        }

        // A column that the data does not have is no fault of any row.
        var foreign = StudyColumn.Untaught.Except(cells.Untaught).ToArray();
        foreach (var column in foreign)
        {
            yield return $"The column '{column.Title}' is not part of this data.";
        }

        var seeds = cells.Seeds.ToArray();
        foreach (var row in cells.InSection(Sections.Main))
        {
            foreach (var sentence in OfRow(row, seeds, foreign))
            {
                yield return sentence;
            }
        }
    }

    private static IEnumerable<string> OfRow(RowCells row, int[] seeds, StudyColumn[] foreign)
    {
        var absent = seeds.Except(row.BySeed.Keys).ToArray();
        if (absent.Length > 0)
        {
            yield return $"The row '{row.Key.Row}' lacks the seeds {string.Join(", ", absent)}.";
        }

        // A teacher alone answers nothing but its task; B after A belongs to another order.
        var expected = row.Key.Row == Rows.TeacherAlone ? [StudyColumn.TaskA, StudyColumn.TaskB]
            : row.Key.Row == Rows.Before ? StudyColumn.All.Where(c => c.Name == c.Baseline)
            : StudyColumn.All.Where(c => c != StudyColumn.TaskBAfterA);
        foreach (var column in expected.Except(foreign))
        {
            var without = row.BySeed.Keys.Except(row.SeedsOf(column.Name)).ToArray();
            if (without.Length > 0)
            {
                yield return $"The row '{row.Key.Row}' lacks the column '{column.Title}' under the seeds {string.Join(", ", without)}.";
            }
        }
    }
}
