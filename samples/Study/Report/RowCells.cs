using System.Collections.Immutable;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Samples.Study.Report;

/// <summary>A row of one framework: its cells by seed.</summary>
internal sealed record RowCells(RowKey Key, ImmutableSortedDictionary<int, StudyCell> BySeed)
{
    /// <summary>The seeds under which a column was measured.</summary>
    public IEnumerable<int> SeedsOf(string column) => BySeed.Where(cell => cell.Value.Columns.ContainsKey(column)).Select(cell => cell.Key);

    public ColumnOutcome this[int seed, string column] => BySeed[seed].Columns[column];
}
