using System.Collections.Immutable;
using System.Diagnostics;
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
using Sdvp.Samples.Scenes.Tasks;

var clock = Stopwatch.StartNew();
if (!QuickstartArguments.TryParse(args, out var arguments, out var exitCode))
{
    return exitCode;
}

var folder = arguments.ResultsFolder;
using var cancellation = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    // Ctrl+C stops at the next training step; the same command goes on from there.
    e.Cancel = true;
    cancellation.Cancel();
};

// 1. The host: modules that programs may call, by name, and the languages of both frameworks. LOC and VQA are networks; COUNT, CROP,
//    EVAL … come with AddSdvp. One registered VQA serves VisProg's VQA and Viper's simple_query, one LOC serves LOC and find.
var checkpoints = Path.Combine(AppContext.BaseDirectory, "checkpoints");
var services = new ServiceCollection();
services.AddSdvp()
    .AddViper()
    .AddTorchDevice(arguments.Device)
    .AddSkiaImages()
    .AddFilmVqa("VQA", o => (o.Folder, o.TrainingType) = (Path.Combine(checkpoints, "vqa"), arguments.TrainingType))
    .AddFilmLoc("LOC", o => (o.Folder, o.TrainingType) = (Path.Combine(checkpoints, "loc"), arguments.TrainingType));
await using var provider = services.BuildServiceProvider();
var registry = provider.GetRequiredService<IModuleRegistry>();
var runner = provider.GetRequiredService<IProgramRunner>();
var codec = provider.GetRequiredService<IImageCodec>();
var gate = provider.GetRequiredService<DeviceGate>();
var start = registry.Snapshot.Values.ToImmutableArray();

// 2. The tasks: each has a small expert of its own, and adapters that turn steps into questions for it and its answers into labels.
var vqa = (FilmVqaModule)registry.Snapshot["VQA"];
using var tasks = SceneTasks.Load(checkpoints, vqa, gate);
var (taskA, taskB) = (tasks.A, tasks.B);

try
{
    // 3. The data: images, GQA questions, NLVR2 statements and stored programs, as files. Programs are checked against the modules above.
    ImmutableDictionary<string, SceneData> datasets;
    using (var bar = new ProgressBar("images, questions, programs"))
    {
        datasets = await SceneData.LoadAsync(
            QuickstartSplits.Questions,
            QuickstartSplits.Pairs,
            Path.Combine(folder, "data"),
            arguments.Seed,
            codec,
            LoaderOf("visprog"),
            LoaderOf("viper"),
            bar,
            cancellation.Token);
    }

    var summary = new Summary();
    foreach (var framework in arguments.Frameworks)
    {
        await RunAsync(framework, datasets, summary);
    }

    summary.PrintTransfer();
    if (arguments.JsonFile is { } json)
    {
        await summary.SaveJsonAsync(json, clock.Elapsed, cancellation.Token);
    }

    return 0;
}
catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
{
    Console.Error.WriteLine("Stopped. The same command goes on from here.");
    return 130;
}

ExampleLoader LoaderOf(string framework) => new(codec, provider.GetServices<IProgramLanguage>().Single(l => l.Name == framework), registry);

void UseModules(IEnumerable<IVisualModule> modules)
{
    foreach (var module in modules)
    {
        registry.Replace(module);
    }
}

async Task RunAsync(string framework, ImmutableDictionary<string, SceneData> datasets, Summary summary)
{
    var data = datasets[framework];
    var work = Path.Combine(folder, framework);
    var evaluations = new Evaluations(Path.Combine(folder, "evaluations"), runner, registry);
    var table = new TableBuilder();
    UseModules(start);

    // 4. Before: the programs with the modules as they are.
    await EvaluateAsync("before", "taskA", taskA.TestSplit);
    await EvaluateAfterBothAsync("before");
    await EvaluateTransferAsync("before");

    // 5. The shortcut that visual programming does not want: the teacher in the module's place.
    foreach (var task in new[] { taskA, taskB })
    {
        registry.Replace(new TeacherModule(vqa.Signature, task.Teacher, task.Guesser, new() { InputsOf = StepInputs.ForPairs(data[task.TestSplit]) }));
        if (task == taskA)
        {
            await EvaluateAsync("teacher-direct", "taskA", taskA.TestSplit);
        }
    }

    await EvaluateAfterBothAsync("teacher-direct");

    // 6. Distil task A, then task B: without and with self-distillation from the snapshot. Probes are what holds the student in place: calls of
    //    programs that the host runs anyway, and for the second task those of the first. Only their inputs are used.
    await DistillBothAsync("naive", o => o.SelfDistillationWeight = 0, probesOf: null);
    UseModules(start);
    var traffic = new RecordedProbeSource(await RecordAsync("general-train"));
    var results = await DistillBothAsync("stepwise", QuickstartSettings.Stepwise, async task => task == taskA
        ? traffic
        : new MixedProbeSource((traffic, 2), (new RecordedProbeSource(await RecordAsync(taskA.TrainSplit)), 1)));
    await EvaluateTransferAsync($"distilled on {framework}");

    // 7. What came of it.
    var measures = ImmutableArray.CreateBuilder<(SceneTask Task, TeacherMeasure Measure, DistillationResult Result)>();
    var distilled = registry.Snapshot.Values.ToImmutableArray();
    UseModules(start);
    foreach (var (task, result) in new[] { (taskA, results[0]), (taskB, results[1]) })
    {
        measures.Add((task, await TeacherMeasure.GetOrMakeAsync(Path.Combine(work, $"teacher-{task.Name}.json"), task, data, runner, cancellation.Token), result));
    }

    UseModules(distilled);
    var report = new QuickstartReport(runner, registry, data, codec) { Table = table, Baseline = TableBuilder.DescribeBaseline(data), Tasks = measures.ToImmutable() };
    var reportFile = Path.GetFullPath(Path.Combine(work, "report.html"));
    await report.WriteAsync(reportFile, start, cancellation.Token);
    summary.Print(framework, table, report, data);
    Console.WriteLine($"The step-by-step report: {reportFile}");

    async Task EvaluateAsync(string row, string column, string split) =>
        table.Add(row, column, await evaluations.EvaluateAsync(row, split, data, cancellation.Token));

    async Task EvaluateAfterBothAsync(string row)
    {
        foreach (var (column, split) in TableBuilder.ColumnsAfterBoth)
        {
            await EvaluateAsync(row, column, split);
        }
    }

    // The modules know nothing of frameworks: what one framework's programs taught them, the other's programs use.
    async Task EvaluateTransferAsync(string row)
    {
        foreach (var (other, otherData) in datasets.OrderByDescending(d => d.Key, StringComparer.Ordinal))
        {
            foreach (var task in new[] { taskA, taskB })
            {
                summary.Transfer.Add(row, other, task.Name, await evaluations.EvaluateAsync($"{other}, {row}", task.TestSplit, otherData, cancellation.Token));
            }
        }
    }

    async Task<DistillationResult[]> DistillBothAsync(string row, Action<StepwiseDistillerOptions> configure, Func<SceneTask, Task<IProbeSource>>? probesOf)
    {
        UseModules(start);
        var options = QuickstartSettings.Common(Path.Combine(work, row), Path.Combine(folder, "cache"), arguments.Seed);
        configure(options);
        var distiller = new StepwiseDistiller(runner, registry, options, gate);
        var first = await DistillAsync(distiller, row, taskA, probesOf);
        await EvaluateAsync(row, "taskA", taskA.TestSplit);
        var second = await DistillAsync(distiller, row, taskB, probesOf);
        await EvaluateAfterBothAsync(row);
        return [first, second];
    }

    async Task<DistillationResult> DistillAsync(StepwiseDistiller distiller, string row, SceneTask task, Func<SceneTask, Task<IProbeSource>>? probesOf)
    {
        var probes = probesOf is null ? null : await probesOf(task);
        using var bar = new PhaseBars($"{row}: {task.Title}");
        return await distiller.DistillAsync(
            new DistillationTask { Name = task.Name, Examples = data[task.TrainSplit], Teacher = task.Teacher, Adapters = task.Adapters, Probes = probes },
            bar,
            cancellation.Token);
    }

    async Task<List<StepRecord>> RecordAsync(string split)
    {
        var records = new List<StepRecord>();
        await foreach (var run in runner.RunAsync(data[split].Select(e => new ProgramRequest(e.Id, e.Program, e.Inputs)), cancellation.Token))
        {
            records.AddRange(run.Records);
        }

        return records;
    }
}
