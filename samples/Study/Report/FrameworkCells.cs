using System.Collections.Immutable;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Samples.Study.Report;

/// <summary>The rows of one framework, in the order in which they first stand in the results.</summary>
internal sealed class FrameworkCells
{
    private readonly Dictionary<RowKey, RowCells> _byKey;

    public FrameworkCells(string framework, IEnumerable<StudyCell> cells)
    {
        Framework = framework;
        Rows = [.. cells.Where(c => c.Framework == framework).GroupBy(RowKey.Of).Select(group => new RowCells(group.Key, BySeed(group)))];
        _byKey = Rows.ToDictionary(row => row.Key);
        Before = _byKey.GetValueOrDefault(new RowKey(Sections.Main, Results.Rows.Before));
    }

    public string Framework { get; }

    /// <summary>The columns of what no task teaches.</summary>
    public ImmutableArray<StudyColumn> Untaught { get; init; } = StudyColumn.Untaught;

    public ImmutableArray<RowCells> Rows { get; }

    /// <summary>The row that changes are changes from; null where it was not measured.</summary>
    public RowCells? Before { get; }

    public IEnumerable<int> Seeds => Rows.SelectMany(row => row.BySeed.Keys).Distinct().Order();

    public RowCells? Find(RowKey key) => _byKey.GetValueOrDefault(key);

    public ImmutableArray<RowCells> InSection(string section) => [.. Rows.Where(row => row.Key.Section == section)];

    private static ImmutableSortedDictionary<int, StudyCell> BySeed(IEnumerable<StudyCell> cells)
    {
        var bySeed = ImmutableSortedDictionary.CreateBuilder<int, StudyCell>();
        foreach (var cell in cells)
        {
            if (!bySeed.TryAdd(cell.Seed, cell))
            {
                throw new InvalidDataException($"The cell {cell.Framework}, seed {cell.Seed}, {cell.Section}, {cell.Row} {cell.Setting} stands twice among the results; expected is one.");
            }
        }

        return bySeed.ToImmutable();
    }
}
