using System.Collections.Immutable;
using System.Text.Json;
using Sdvp.Core.Execution;
using Sdvp.Core.Teaching;
using Sdvp.Distillation.Labelling;
using Sdvp.Samples.Scenes.Datasets;
using Sdvp.Samples.Scenes.Tasks;

namespace Sdvp.Samples.Quickstart;

/// <summary>How good a task's teacher and labels are at the steps that programs execute, against the gold answers of the scene graphs.</summary>
/// <param name="TeacherRight">Test steps that the teacher answers right, however unsure it is.</param>
/// <param name="TeacherSteps">Test steps that have a gold answer.</param>
/// <param name="LabelsRight">Training labels whose best answer is the gold answer.</param>
/// <param name="Labels">Training labels that have a gold answer.</param>
/// <param name="Labelled">VQA steps that got a label.</param>
/// <param name="Steps">VQA steps that could have got one.</param>
/// <param name="Abstentions">Why the others got none.</param>
internal sealed record TeacherMeasure(
    int TeacherRight, int TeacherSteps, int LabelsRight, int Labels, int Labelled, int Steps, ImmutableDictionary<string, int> Abstentions)
{
    /// <summary>Examples that are measured; the teacher of task B needs several queries a step.</summary>
    private const int Examples = 600;

    public double TeacherAccuracy => (double)TeacherRight / Math.Max(1, TeacherSteps);

    public double Precision => (double)LabelsRight / Math.Max(1, Labels);

    public double Coverage => (double)Labelled / Math.Max(1, Steps);

    public static async Task<TeacherMeasure> GetOrMakeAsync(
        string file, SceneTask task, SceneData data, IProgramRunner runner, CancellationToken cancellationToken)
    {
        if (File.Exists(file))
        {
            return JsonSerializer.Deserialize<TeacherMeasure>(await File.ReadAllBytesAsync(file, cancellationToken))
                ?? throw new InvalidDataException($"{file} holds null; delete it to measure again.");
        }

        using var bar = new ProgressBar($"{task.Title}: teacher");
        var test = await LabelAsync(task.Guesser, task.TestSplit, 0);
        var train = await LabelAsync(task.Adapters.Single(a => a.Module == "VQA"), task.TrainSplit, 1);
        var (teacherRight, teacherSteps) = Compare(test, data.OracleOf(task.TestSplit));
        var (labelsRight, labels) = Compare(train, data.OracleOf(task.TrainSplit));
        var counts = train.Summary.Modules.Single(m => m.Module == "VQA");
        var measure = new TeacherMeasure(
            teacherRight, teacherSteps, labelsRight, labels, counts.Labelled, counts.Steps, counts.Abstentions.ToImmutableDictionary());
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file + ".tmp", JsonSerializer.SerializeToUtf8Bytes(measure), cancellationToken);
        File.Move(file + ".tmp", file, overwrite: true);
        return measure;

        async Task<LabelledSteps> LabelAsync(IStepAdapter adapter, string split, int part)
        {
            var examples = data[split].Take(Examples).ToList();
            var runs = new List<ProgramRun>();
            await foreach (var run in runner.RunAsync(examples.Select(e => new ProgramRequest(e.Id, e.Program, e.Inputs)), cancellationToken))
            {
                runs.Add(run);
                bar.Report(((part * 2 * Examples) + runs.Count, 4 * Examples));
            }

            var labeller = new StepLabeller(task.Teacher, [adapter]);
            return await labeller.LabelAsync(runs, examples, cancellationToken: cancellationToken);
        }
    }

    private static (int Right, int All) Compare(LabelledSteps labelled, SceneOracle oracle)
    {
        var (right, all) = (0, 0);
        foreach (var step in labelled.Steps)
        {
            if (oracle.AnswerFor(step.Record) is { } gold)
            {
                all++;
                right += AnswerNormalizer.Default.AreEqual(step.Label.Answers!.Top, gold) ? 1 : 0;
            }
        }

        return (right, all);
    }
}
