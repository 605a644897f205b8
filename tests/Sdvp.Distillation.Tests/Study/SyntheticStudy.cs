using System.Collections.Immutable;
using Sdvp.Samples.Study.Report;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Distillation.Tests.Study;

/// <summary>Cells with chosen accuracies: of 200 examples a column, the first so many are right, so that rows differ in no more examples than they must.</summary>
internal static class SyntheticStudy
{
    public const int Examples = 200;

    public const int Steps = 1000;

    private static readonly Lazy<StudyAnalysis> Analysed = new(() => new StudyAnalysis(Create()));

    /// <summary>The numbers of <see cref="Create"/>; computed once.</summary>
    public static StudyAnalysis Analysis => Analysed.Value;

    public static StudyCell Cell(
        string row,
        int seed = 1,
        string framework = "visprog",
        string section = Sections.Main,
        double? setting = null,
        LabelCounts? labels = null,
        params (StudyColumn Column, int Right, int StepsRight)[] columns) => new(
            framework,
            seed,
            section,
            row,
            setting,
            columns.ToImmutableDictionary(c => c.Column.Name, c => new ColumnOutcome(new string('1', c.Right) + new string('0', Examples - c.Right), c.StepsRight, Steps)),
            labels is null ? ImmutableDictionary<string, LabelCounts>.Empty : ImmutableDictionary<string, LabelCounts>.Empty.Add("taskA", labels),
            12.5);

    /// <summary>A row of the main table with all columns.</summary>
    public static StudyCell Row(string row, int seed, string framework, int taskA, int taskB, int taskAAfterB, int others, int stepsRight) => Cell(
        row, seed, framework, columns:
        [
            (StudyColumn.TaskA, taskA, stepsRight), (StudyColumn.TaskB, taskB, stepsRight), (StudyColumn.TaskAAfterB, taskAAfterB, stepsRight),
            .. StudyColumn.Unseen.Append(StudyColumn.General).Select(c => (c, others, stepsRight)),
        ]);

    /// <summary>A study whose best recipe keeps all that the bars ask, or fails every bar and claim.</summary>
    public static StudyResults Create(bool holds = true, int seeds = 2)
    {
        var cells = ImmutableArray.CreateBuilder<StudyCell>();
        foreach (var framework in new[] { "visprog", "viper" })
        {
            for (var seed = 1; seed <= seeds; seed++)
            {
                var (gain, kept, steps) = holds ? (150, 180, 780) : (100, 150, 640);
                cells.Add(Row(Rows.Before, seed, framework, 110 + seed, 110, 110 + seed, 180, 600));
                cells.Add(Cell(Rows.TeacherAlone, seed, framework, columns: [(StudyColumn.TaskA, 190, 0), (StudyColumn.TaskB, 190, 0)]));
                cells.Add(Row(Rows.TeacherDirect, seed, framework, 170, 170, holds ? 100 : 170, holds ? 100 : 190, 850));
                cells.Add(Row(Rows.Naive, seed, framework, 160, 160, holds ? 120 : 160, holds ? 140 : 190, 800));
                cells.Add(Row(Rows.Stepwise, seed, framework, gain, gain, holds ? gain : gain - 20, kept, steps));
                cells.Add(Row(Rows.Best, seed, framework, gain + 2, gain + 2, holds ? gain + 2 : gain - 20, kept, steps));
                cells.Add(Row(Rows.Joint, seed, framework, 165, 165, 165, 185, 830));
                cells.Add(Row("EWC", seed, framework, gain, gain, gain - 1, kept - 1, steps) with { Section = Sections.Curve, Setting = 0.5 });
                cells.Add(Row("EWC", seed, framework, gain + 5, gain + 5, gain + 1, kept - 5, steps) with { Section = Sections.Curve, Setting = 0.1 });
                cells.Add(Row(Rows.Best, seed, framework, gain - 5, gain - 5, gain - 5, kept, steps) with { Section = Sections.Data, Setting = 0.25 });
                cells.Add(Row(Rows.Best, seed, framework, gain, gain, gain, kept, steps) with { Section = Sections.Data, Setting = 1 });
                cells.Add(Cell(Rows.CreditAndConfidence, seed, framework, Sections.Noise, 0.3, holds ? new(1000, 650, 640, 610) : new(1000, 500, 490, 400)));
                foreach (var other in new[] { "visprog", "viper" })
                {
                    cells.Add(Cell(Rows.DistilledOn(other), seed, framework, Sections.Transfer, columns: [(StudyColumn.TaskAAfterB, gain, steps), (StudyColumn.TaskB, gain, steps)]));
                }
            }
        }

        return new StudyResults(cells.ToImmutable(), "dotnet run -c Release --project samples/Study", [new("seeds", "1, 2"), new("students", "a <b> & \"c\"")], 90);
    }
}
