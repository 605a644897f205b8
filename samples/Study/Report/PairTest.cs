using Sdvp.Distillation.Evaluation;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Samples.Study.Report;

/// <summary>McNemar's test between two rows in one column, over the examples of all seeds.</summary>
internal sealed record PairTest(string First, string Second, StudyColumn Column, McNemarTest Test)
{
    /// <summary>All pairs of rows of the main table, in all columns that both have.</summary>
    public static IEnumerable<PairTest> AllOf(FrameworkCells cells)
    {
        var rows = cells.InSection(Sections.Main);
        for (var i = 0; i < rows.Length; i++)
        {
            foreach (var second in rows.Skip(i + 1))
            {
                foreach (var column in StudyColumn.All)
                {
                    if (Aggregates.McNemar(rows[i], second, column) is { } test)
                    {
                        yield return new PairTest(rows[i].Key.Row, second.Key.Row, column, test);
                    }
                }
            }
        }
    }
}
