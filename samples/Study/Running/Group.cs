using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Teaching.Adapters;
using Sdvp.Distillation.Training;
using Sdvp.Samples.Scenes.Tasks;
using Sdvp.Samples.Study.Plan;
using Sdvp.Samples.Study.Results;
using Sdvp.Samples.Study.World;

namespace Sdvp.Samples.Study.Running;

/// <summary>One framework under one seed: learns and measures what its cells need, in a process of its own. What was measured before is left alone.</summary>
internal sealed class Group(StudyHost host, IStudyWorld world, GroupName name, string folder, IProgress<GroupProgress> progress)
{
    private readonly MeasureFiles _files = CellFiles.FilesOf(folder, name);

    public async Task RunAsync(ImmutableArray<CellPlan> cells, CancellationToken cancellationToken)
    {
        var missing = CellFiles.MissingOf(folder, name, cells);
        var transferred = cells.Where(c => c.Section == Sections.Transfer).Select(CellFiles.NameOf).ToHashSet(StringComparer.Ordinal);
        if (missing.IsEmpty)
        {
            return;
        }

        Report(0, 0, "images, questions, programs");
        var loading = new ActionProgress<(int Done, int Total)>(p => Report(0, 0, $"images, questions, programs: {p.Done} of {p.Total}"));
        var all = await world.LoadAsync(host, name.Seed, loading, cancellationToken);
        var (data, other) = (all[name.Framework], all.First(d => d.Key != name.Framework).Value);
        var learning = "";
        var done = 0;
        var lessons = new Lessons(
            host, data, Path.Combine(folder, name.ToString(), "lessons"), Path.Combine(folder, name.ToString(), "cache"), name.Seed,
            new ActionProgress<DistillationProgress>(p => Report(done, missing.Length, $"{learning}: {p.Phase.ToString().ToLowerInvariant()} {p.Done} of {p.Total}")));
        foreach (var cell in missing)
        {
            cancellationToken.ThrowIfCancellationRequested();
            learning = cell.Setting is { } setting ? FormattableString.Invariant($"{cell.Row} {setting}") : cell.Row;
            Report(done, missing.Length, learning);
            if (cell is { IsLabelsOnly: true, Lesson: { } labelled })
            {
                await LabelsAsync(lessons, labelled, data, cancellationToken);
            }
            else
            {
                _files.Write(CellFiles.NameOf(cell), cell.Lesson is { } lesson
                    ? await LearnAsync(lessons, lesson, data, transferred.Contains(CellFiles.NameOf(cell)) ? other : null, cancellationToken)
                    : await MeasureRowAsync(cell.Row, data, cancellationToken));
            }

            done++;
        }

        Report(done, missing.Length, "done");
    }

    private async Task<Measured> LearnAsync(Lessons lessons, Lesson lesson, StudyData data, StudyData? other, CancellationToken cancellationToken)
    {
        var columns = ImmutableDictionary.CreateBuilder<string, ColumnOutcome>(StringComparer.Ordinal);
        var labels = await LabelsAsync(lessons, lesson, data, cancellationToken);
        var learned = new List<string>();
        var seconds = await lessons.LearnAsync(lesson, AfterTaskAsync, cancellationToken);
        foreach (var (column, test) in data.Others)
        {
            columns[column] = await Measuring.MeasureAsync(host.Runner, test, cancellationToken);
        }

        return new Measured(lesson.ToString(), columns.ToImmutable(), await TransferAsync(other, cancellationToken), labels, seconds);

        async Task AfterTaskAsync(string task)
        {
            learned.AddRange(task == "joint" ? [data.A.Name, data.B.Name] : [task]);
            foreach (var (known, test) in new[] { (data.A.Name, data.A.Test), (data.B.Name, data.B.Test) }.Where(t => learned.Contains(t.Name)))
            {
                var column = known == task || task == "joint" ? known : CellFiles.AfterOther(known);
                columns[column] = await Measuring.MeasureAsync(host.Runner, test, cancellationToken);
            }

            if (task == "joint")
            {
                columns[CellFiles.AfterOther(data.A.Name)] = columns[data.A.Name];
            }
        }
    }

    /// <summary>What the lesson's labels are worth for the modules before anything was learned; kept as a file of its own.</summary>
    private async Task<ImmutableDictionary<string, LabelCounts>> LabelsAsync(Lessons lessons, Lesson lesson, StudyData data, CancellationToken cancellationToken)
    {
        if (_files.Read(lesson.LabelsId) is { } known)
        {
            return known.Labels;
        }

        host.Use(host.Start);
        var labels = ImmutableDictionary<string, LabelCounts>.Empty;
        foreach (var task in new[] { data.A, data.B })
        {
            labels = labels.Add(
                task.Name, await LabelMeasure.MeasureAsync(host.Runner, task, lessons.TeacherOf(task, lesson), lessons.FiltersOf(lesson.Labels), cancellationToken));
        }

        _files.Write(lesson.LabelsId, new Measured(lesson.LabelsId, CellFiles.None, CellFiles.None, labels, 0));
        return labels;
    }

    private async Task<ImmutableDictionary<string, ColumnOutcome>> TransferAsync(StudyData? other, CancellationToken cancellationToken) => other is null
        ? CellFiles.None
        : CellFiles.None
            .Add(other.B.Name, await Measuring.MeasureAsync(host.Runner, other.B.Test, cancellationToken))
            .Add(CellFiles.AfterOther(other.A.Name), await Measuring.MeasureAsync(host.Runner, other.A.Test, cancellationToken));

    private async Task<Measured> MeasureRowAsync(string row, StudyData data, CancellationToken cancellationToken)
    {
        host.Use(host.Start);
        var columns = row switch
        {
            Rows.Before => await MeasureAllAsync(data, CellFiles.None, cancellationToken),
            Rows.TeacherAlone => CellFiles.None
                .Add(data.A.Name, await Measuring.AskTeacherAsync(data.A, cancellationToken))
                .Add(data.B.Name, await Measuring.AskTeacherAsync(data.B, cancellationToken)),
            Rows.TeacherDirect => await MeasureDirectAsync(data, cancellationToken),
            _ => throw new InvalidOperationException($"The row '{row}' learns nothing and is unknown."),
        };
        return new Measured(row, columns, CellFiles.None, ImmutableDictionary<string, LabelCounts>.Empty, 0);
    }

    private async Task<ImmutableDictionary<string, ColumnOutcome>> MeasureDirectAsync(StudyData data, CancellationToken cancellationToken)
    {
        PutIn(data.A);
        var columns = CellFiles.None.Add(data.A.Name, await Measuring.MeasureAsync(host.Runner, data.A.Test, cancellationToken));
        PutIn(data.B);
        return await MeasureAllAsync(data, columns, cancellationToken);

        void PutIn(StudyTask task) => host.Registry.Replace(
            new TeacherModule(host.StartOf("VQA").Signature, task.Teacher, task.Guesser, new() { InputsOf = StepInputs.ForPairs(task.Test.Examples) }));
    }

    /// <summary>Measures all columns with the modules that are registered; those that are there already stay.</summary>
    private async Task<ImmutableDictionary<string, ColumnOutcome>> MeasureAllAsync(
        StudyData data, ImmutableDictionary<string, ColumnOutcome> columns, CancellationToken cancellationToken)
    {
        var a = await Measuring.MeasureAsync(host.Runner, data.A.Test, cancellationToken);
        columns = (columns.ContainsKey(data.A.Name) ? columns : columns.Add(data.A.Name, a)).Add(CellFiles.AfterOther(data.A.Name), a)
            .Add(data.B.Name, await Measuring.MeasureAsync(host.Runner, data.B.Test, cancellationToken));
        foreach (var (column, test) in data.Others)
        {
            columns = columns.Add(column, await Measuring.MeasureAsync(host.Runner, test, cancellationToken));
        }

        return columns;
    }

    private void Report(int done, int total, string what) => progress.Report(new GroupProgress(name, done, total, what));
}
