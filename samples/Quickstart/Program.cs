using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Recording;
using Sdvp.Core.Teaching.Adapters;
using Sdvp.Core.Values;
using Sdvp.Distillation.Evaluation.Loading;
using Sdvp.Distillation.Training;
using Sdvp.Modules.Film;
using Sdvp.Modules.Imaging;
using Sdvp.Modules.Torch;
using Sdvp.Samples.Quickstart;
using Sdvp.Samples.Scenes.World;

var clock = Stopwatch.StartNew();
var arguments = QuickstartArguments.Parse(args);
var folder = Path.Combine(arguments.Folder, string.Create(CultureInfo.InvariantCulture, $"seed-{arguments.Seed}"));
using var cancellation = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    // Ctrl+C stops at the next training step; the same command goes on from there.
    e.Cancel = true;
    cancellation.Cancel();
};

// 1. The host: modules that programs may call, by name. LOC and VQA are networks; COUNT, CROP, EVAL … come with AddSdvp.
var checkpoints = Path.Combine(AppContext.BaseDirectory, "checkpoints");
var services = new ServiceCollection();
services.AddSdvp()
    .AddTorchDevice(arguments.Device)
    .AddSkiaImages()
    .AddFilmVqa("VQA", o => o.Folder = Path.Combine(checkpoints, "vqa"))
    .AddFilmLoc("LOC", o => o.Folder = Path.Combine(checkpoints, "loc"));
await using var provider = services.BuildServiceProvider();
var registry = provider.GetRequiredService<IModuleRegistry>();
var runner = provider.GetRequiredService<IProgramRunner>();
var codec = provider.GetRequiredService<IImageCodec>();
var gate = provider.GetRequiredService<DeviceGate>();

// 2. The data: images, GQA questions, NLVR2 statements and stored programs, as files. Programs are checked against the modules above.
QuickstartData data;
using (var bar = new ProgressBar("images, questions, programs"))
{
    var loader = new ExampleLoader(codec, provider.GetServices<IProgramLanguage>().Single(l => l.Name == "visprog"), registry);
    data = await QuickstartData.LoadAsync(Path.Combine(folder, "data"), arguments.Seed, codec, loader, bar, cancellation.Token);
}

// 3. The tasks: each has a small expert of its own, and adapters that turn steps into questions for it and its answers into labels.
var vqa = (FilmVqaModule)registry.Snapshot["VQA"];
using var teacherA = FilmTeacher.Load(Path.Combine(checkpoints, "teacher-a"), gate);
using var teacherB = FilmTeacher.Load(Path.Combine(checkpoints, "teacher-b"), gate);
var statements = new StatementStepAdapterOptions
{
    MaxCount = 4,
    Candidates = ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("color", SceneVocabulary.Colors),
};
var taskA = new QuickstartTask(
    "taskA", "task A", "mosaic-train", "mosaic-test", teacherA,
    [new QuestionStepAdapter(teacherA, vqa.Answers), new RegionStepAdapter(teacherA, new() { Expansion = 1.5 })],
    new QuestionStepAdapter(teacherA, vqa.Answers, new() { MinConfidence = 0, MinValidMass = 0 }));
var taskB = new QuickstartTask(
    "taskB", "task B", "checker-train", "checker-test", teacherB,
    [new StatementStepAdapter(teacherB, vqa.Answers, statements)],
    new StatementStepAdapter(teacherB, vqa.Answers, statements with { MinConfidence = 0, AbstainOnCrops = false }));

// 4. Before: the programs with the modules as they are.
var evaluations = new Evaluations(Path.Combine(folder, "evaluations"), runner, registry, data);
var table = new TableBuilder();
var start = registry.Snapshot.Values.ToImmutableArray();
await EvaluateAsync("before", "taskA", taskA.TestSplit);
await EvaluateAfterBothAsync("before");

// 5. The shortcut that visual programming does not want: the teacher in the module's place.
foreach (var task in new[] { taskA, taskB })
{
    registry.Replace(new TeacherModule(vqa.Signature, task.Teacher, task.Guesser, new() { InputsOf = Inputs.ForPairs(data[task.TestSplit]) }));
    if (task == taskA)
    {
        await EvaluateAsync("teacher-direct", "taskA", taskA.TestSplit);
    }
}

await EvaluateAfterBothAsync("teacher-direct");

// 6. Distil task A, then task B: without and with self-distillation from the snapshot.
await DistillBothAsync("naive", o => o.SelfDistillationWeight = 0, probesOf: null);
UseModules(start);
var texts = new TextProbeSource(new Dictionary<string, (string, ImmutableArray<string>)>
{
    ["VQA"] = ("question", data.TextsFor("general-train", "VQA", "question")),
    ["LOC"] = ("object", data.TextsFor("general-train", "LOC", "object")),
});
var traffic = new RecordedProbeSource(await RecordAsync("general-train"));
var results = await DistillBothAsync("stepwise", QuickstartSettings.Stepwise, async task => task == taskA
    ? new MixedProbeSource((texts, 1), (traffic, 2))
    : new MixedProbeSource((texts, 1), (traffic, 2), (new RecordedProbeSource(await RecordAsync(taskA.TrainSplit)), 2)));

// 7. What came of it.
var measures = ImmutableArray.CreateBuilder<(QuickstartTask Task, TeacherMeasure Measure, DistillationResult Result)>();
var distilled = registry.Snapshot.Values.ToImmutableArray();
UseModules(start);
foreach (var (task, result) in new[] { (taskA, results[0]), (taskB, results[1]) })
{
    measures.Add((task, await TeacherMeasure.GetOrMakeAsync(Path.Combine(folder, "evaluations", $"teacher-{task.Name}.json"), task, data, runner, cancellation.Token), result));
}

UseModules(distilled);
var report = new QuickstartReport(runner, registry, data, codec) { Table = table, Baseline = TableBuilder.DescribeBaseline(data), Tasks = measures.ToImmutable() };
var reportFile = Path.GetFullPath(Path.Combine(folder, "report.html"));
await report.WriteAsync(reportFile, start, cancellation.Token);
Summary.Print(table, report, data);
Console.WriteLine($"The step-by-step report: {reportFile}");
if (arguments.JsonFile is { } json)
{
    await Summary.SaveJsonAsync(json, table, report, clock.Elapsed, cancellation.Token);
}

return;

async Task EvaluateAsync(string row, string column, string split) =>
    table.Add(row, column, await evaluations.EvaluateAsync(row, split, cancellation.Token));

async Task EvaluateAfterBothAsync(string row)
{
    foreach (var (column, split) in TableBuilder.ColumnsAfterBoth)
    {
        await EvaluateAsync(row, column, split);
    }
}

async Task<DistillationResult[]> DistillBothAsync(string row, Action<StepwiseDistillerOptions> configure, Func<QuickstartTask, Task<IProbeSource>>? probesOf)
{
    UseModules(start);
    var options = QuickstartSettings.Common(Path.Combine(folder, row), Path.Combine(folder, "cache"), arguments.Seed);
    configure(options);
    var distiller = new StepwiseDistiller(runner, registry, options, gate);
    var first = await DistillAsync(distiller, row, taskA, probesOf);
    await EvaluateAsync(row, "taskA", taskA.TestSplit);
    var second = await DistillAsync(distiller, row, taskB, probesOf);
    await EvaluateAfterBothAsync(row);
    return [first, second];
}

async Task<DistillationResult> DistillAsync(StepwiseDistiller distiller, string row, QuickstartTask task, Func<QuickstartTask, Task<IProbeSource>>? probesOf)
{
    var probes = probesOf is null ? null : await probesOf(task);
    using var bar = new PhaseBars($"{row}: {task.Title}");
    return await distiller.DistillAsync(
        new DistillationTask { Name = task.Name, Examples = data[task.TrainSplit], Teacher = task.Teacher, Adapters = task.Adapters, Probes = probes },
        bar,
        cancellation.Token);
}

// The steps of programs that the host runs anyway: what it does besides the new tasks. Only the inputs are used.
async Task<List<StepRecord>> RecordAsync(string split)
{
    var records = new List<StepRecord>();
    await foreach (var run in runner.RunAsync(data[split].Select(e => new ProgramRequest(e.Id, e.Program, e.Inputs)), cancellation.Token))
    {
        records.AddRange(run.Records);
    }

    return records;
}

void UseModules(IEnumerable<IVisualModule> modules)
{
    foreach (var module in modules)
    {
        registry.Replace(module);
    }
}
