using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Teaching;
using Sdvp.Distillation.Reporting;
using Sdvp.Distillation.Training;
using Sdvp.Modules.Imaging;
using Sdvp.Samples.Scenes.Tasks;

namespace Sdvp.Samples.Quickstart;

/// <summary>Writes the HTML report: table, learning curves, labels, failures, and some programs step by step before and after.</summary>
internal sealed class QuickstartReport(IProgramRunner runner, IModuleRegistry registry, SceneData data, IImageCodec codec)
{
    private const int CurvePoints = 80;

    public required TableBuilder Table { get; init; }

    public required string Baseline { get; init; }

    public required ImmutableArray<(SceneTask Task, TeacherMeasure Measure, DistillationResult Result)> Tasks { get; init; }

    /// <summary>Writes the report. The registry holds the distilled modules.</summary>
    public async Task WriteAsync(string file, ImmutableArray<IVisualModule> modulesBefore, CancellationToken cancellationToken)
    {
        var modulesAfter = registry.Snapshot.Values.ToImmutableArray();
        var examples = ImmutableArray.CreateBuilder<ExampleRationale>();
        foreach (var (task, _, _) in Tasks)
        {
            foreach (var example in ChooseExamples(task))
            {
                var before = await ExplainAsync("before", task, example, modulesBefore, cancellationToken);
                var after = await ExplainAsync("after", task, example, modulesAfter, cancellationToken);
                examples.Add(ExampleRationale.From(example, before, after));
            }
        }

        var model = new ReportModel
        {
            Title = "Sdvp quickstart",
            Summary = "Visual programs before and after stepwise distillation: first task A (GQA-like questions), then task B (NLVR2-like statements).",
            Facts = [.. Tasks.Select(t => new ReportFact($"{t.Task.Title}: accuracy at VQA steps", DescribeSteps(t.Task, t.Measure)))],
            Results = Table.ToTable(),
            ResultsNote = $"Whole-program accuracy with 95 % bootstrap intervals. {Baseline}.",
            Curves = [.. Tasks.SelectMany(t => t.Result.Modules.Select(m => Curve(t.Task, m)))],
            Labels = [.. Tasks.Select(t => Quality(t.Task, t.Measure))],
            Failures = [.. data.Failures.GroupBy(f => (f.Split, f.Failure.Cause)).Select(g => new FailureCount(g.Key.Split, g.Key.Cause, g.Count()))],
            Examples = examples.ToImmutable(),
        };
        await new HtmlReport(codec.EncodePng).SaveAsync(model, file, cancellationToken);
    }

    public string DescribeSteps(SceneTask task, TeacherMeasure measure) => string.Create(
        CultureInfo.InvariantCulture,
        $"student {100 * Table["before", task.Name].StepAccuracy:0.0} → {100 * Table["stepwise", task.Name].StepAccuracy:0.0}, teacher {100 * measure.TeacherAccuracy:0.0}");

    private static LabelQuality Quality(SceneTask task, TeacherMeasure measure) => new()
    {
        Name = task.Title,
        Steps = measure.Steps,
        Labelled = measure.Labelled,
        Precision = measure.Precision,
        Abstentions = measure.Abstentions,
    };

    private static LearningCurve Curve(SceneTask task, ModuleDistillation module)
    {
        var window = Math.Max(1, module.Curve.Length / CurvePoints);
        var chunks = module.Curve.Chunk(window).ToList();
        return new LearningCurve(
            $"{task.Title}: {module.Module.Signature.Name}", "training step", "loss",
            [
                new CurveSeries("stepwise", [.. chunks.Select(c => new CurvePoint(c[0].Step, c.Average(p => p.Stepwise)))]),
                new CurveSeries("self-distillation", [.. chunks.Select(c => new CurvePoint(c[0].Step, c.Average(p => p.SelfDistillation)))]),
            ]);
    }

    /// <summary>Examples that distillation put right, and one that it put wrong where there is one: the first of each kind, in file order.</summary>
    private IEnumerable<TaskExample> ChooseExamples(SceneTask task)
    {
        var last = task.Name == "taskA" ? "taskAafterB" : task.Name;
        var changes = Table["before", task.Name].Outcomes.Zip(Table["stepwise", last].Outcomes, data[task.TestSplit]).ToList();
        var mended = changes.Where(c => !c.First.IsCorrect && c.Second.IsCorrect).DistinctBy(c => c.Third.Family).Take(4);
        var broken = changes.Where(c => c.First.IsCorrect && !c.Second.IsCorrect).Take(1);
        return mended.Concat(broken).Select(c => c.Third);
    }

    private async Task<RationaleRun> ExplainAsync(
        string title, SceneTask task, TaskExample example, ImmutableArray<IVisualModule> modules, CancellationToken cancellationToken)
    {
        foreach (var module in modules)
        {
            registry.Replace(module);
        }

        var run = await runner.RunAsync(new ProgramRequest(example.Id, example.Program, example.Inputs), cancellationToken);
        return RationaleRun.From(title, example, run, goldOf: data.OracleOf(task.TestSplit).AnswerFor);
    }
}
