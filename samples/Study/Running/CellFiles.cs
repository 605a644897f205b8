using System.Collections.Immutable;
using Sdvp.Samples.Study.Plan;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Samples.Study.Running;

/// <summary>Puts cells together from what was measured.</summary>
internal static class CellFiles
{
    public static ImmutableDictionary<string, ColumnOutcome> None { get; } = ImmutableDictionary.Create<string, ColumnOutcome>(StringComparer.Ordinal);

    /// <summary>The file that a cell's outcomes lie in: cells with the same lesson share it.</summary>
    public static string NameOf(CellPlan cell) => cell.Lesson is not { } lesson ? cell.Row.Replace(' ', '-') : cell.IsLabelsOnly ? lesson.LabelsId : lesson.Id;

    /// <summary>The column of a task that was learned before the other.</summary>
    public static string AfterOther(string task) =>
        task == StudyColumn.TaskA.Name ? StudyColumn.TaskAAfterB.Name : StudyColumn.TaskBAfterA.Name;

    /// <summary>The cells of a group whose outcomes are not there yet; of those that share a lesson, one.</summary>
    public static ImmutableArray<CellPlan> MissingOf(string folder, GroupName group, ImmutableArray<CellPlan> cells)
    {
        var files = FilesOf(folder, group);
        return [.. cells.DistinctBy(NameOf).Where(c => files.Read(NameOf(c)) is null)];
    }

    /// <summary>The files of a group.</summary>
    public static MeasureFiles FilesOf(string folder, GroupName group) => new(Path.Combine(folder, group.ToString(), "measured"));

    /// <summary>The cells of a group that were measured.</summary>
    public static IEnumerable<StudyCell> Read(string folder, GroupName group, ImmutableArray<CellPlan> cells)
    {
        var files = FilesOf(folder, group);
        foreach (var cell in cells)
        {
            if (files.Read(NameOf(cell)) is not { } measured)
            {
                continue;
            }

            yield return new StudyCell(
                group.Framework, group.Seed, cell.Section, cell.Row, cell.Setting, measured.Columns, measured.Labels, measured.TrainingSeconds);
            if (cell.Section == Sections.Transfer && !measured.Transfer.IsEmpty)
            {
                yield return new StudyCell(
                    Languages.OtherThan(group.Framework), group.Seed, cell.Section, cell.Row, null, measured.Transfer, measured.Labels, 0);
            }
        }
    }
}
