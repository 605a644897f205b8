using System.Diagnostics;
using System.Globalization;
using Sdvp.Benchmarks.Batching;
using Sdvp.Benchmarks.Interpreter;
using Sdvp.Benchmarks.Measuring;
using Sdvp.Benchmarks.Models;
using Sdvp.Benchmarks.Preprocessing;
using Sdvp.Benchmarks.Scenes;
using Sdvp.Benchmarks.Training;
using Sdvp.Modules.Torch.Native;

if (args is ["vilt", .. var training])
{
    // A training of minutes that is set beside Python/vilt_training.py by hand.
    TorchNativeLibrary.Ensure();
    ViltTraining.Run(training);
    return 0;
}

if (BenchmarkArguments.Parse(args, out var problem) is not { } arguments)
{
    Console.Error.WriteLine(problem);
    return 2;
}

IBenchmarkFamily[] families =
[
    new InterpreterBenchmarks(),
    new ParsingBenchmarks(),
    new ThroughputBenchmarks(),
    new MemoryBenchmarks(),
    new BatchingBenchmarks(),
    new ScenesBenchmarks(),
    new ResizeBenchmarks(),
    new TokenizerBenchmarks(),
    new ModelBenchmarks(),
    new LabellingBenchmarks(),
    new TrainingLoopBenchmarks(),
];
if (arguments.Only is { } only && families.All(family => family.Name != only))
{
    Console.Error.WriteLine($"There is no family '{only}'; there are: {string.Join(", ", families.Select(family => family.Name))}.");
    return 2;
}

TorchNativeLibrary.Ensure();
var clock = Stopwatch.StartNew();
var machine = MachineDescription.Create();
var context = new BenchmarkContext(arguments.Quick);
var rows = new List<BenchmarkRow>();
Console.WriteLine(machine);
Console.WriteLine();
foreach (var family in families.Where(family => arguments.Only is null || family.Name == arguments.Only))
{
    await foreach (var row in family.MeasureAsync(context))
    {
        rows.Add(row);
        BenchmarkReport.Print(row);
    }
}

Console.WriteLine();
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{rows.Count} rows in {clock.Elapsed.TotalSeconds:0} s; {rows.Count(row => row.Holds == true)} of {rows.Count(row => row.Holds is not null)} bars hold."));
if (arguments.Json is { } json)
{
    BenchmarkReport.WriteJson(json, rows, machine);
}

if (arguments.Markdown is { } markdown)
{
    BenchmarkReport.WriteMarkdown(markdown, rows, machine);
}

return 0;
