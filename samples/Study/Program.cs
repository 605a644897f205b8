using System.Collections.Immutable;
using System.Diagnostics;
using Sdvp.Samples.Study;
using Sdvp.Samples.Study.Plan;
using Sdvp.Samples.Study.Report;
using Sdvp.Samples.Study.Results;
using Sdvp.Samples.Study.Running;
using Sdvp.Samples.Study.World;

var clock = Stopwatch.StartNew();
if (!StudyArguments.TryParse(args, out var arguments, out var exitCode))
{
    return exitCode;
}

using var cancellation = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    // Ctrl+C stops all processes; the same command goes on from there.
    e.Cancel = true;
    cancellation.Cancel();
};

var scale = arguments.IsQuick ? StudyScale.Quick : StudyScale.Full;
scale = scale with { Seeds = arguments.Seeds ?? scale.Seeds };
var folder = Path.GetFullPath(arguments.Folder);
using var world = new SceneWorld(Path.Combine(folder, "data"), scale);
try
{
    return arguments.Group is { } group ? await RunGroupAsync(group) : await RunStudyAsync();
}
catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
{
    Console.Error.WriteLine();
    Console.Error.WriteLine("Stopped. The same command goes on from here.");
    return 130;
}
catch (Exception error) when (error is InvalidOperationException or IOException or InvalidDataException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}

// One framework under one seed, in a process that RunStudyAsync started.
async Task<int> RunGroupAsync(GroupName name)
{
    TorchSharp.torch.set_num_threads(1);
    await using var host = StudyHost.Create(arguments.Device);
    await new Group(host, world, name, folder, new ActionProgress<GroupProgress>(GroupProcess.Say)).RunAsync(CellsOf(name), cancellation.Token);
    return 0;
}

async Task<int> RunStudyAsync()
{
    var opened = StudyFolder.Open(folder, world.Identity);
    var groups = StudyPlan.GroupsOf(scale);
    var missing = groups.Where(g => CellsOf(g).Any(c => !CellFiles.IsMeasured(folder, g, c))).ToList();
    var bar = new StudyBar(missing.Sum(g => CellsOf(g).Where(c => !CellFiles.IsMeasured(folder, g, c)).DistinctBy(CellFiles.NameOf).Count()));
    try
    {
        await Parallel.ForEachAsync(missing, new ParallelOptions { MaxDegreeOfParallelism = arguments.Workers, CancellationToken = cancellation.Token }, async (group, token) =>
            await GroupProcess.RunAsync(group, args, bar, token));
    }
    finally
    {
        opened.Note(clock.Elapsed);
    }

    Console.WriteLine();
    var results = new StudyResults([.. groups.SelectMany(g => CellFiles.Read(folder, g, CellsOf(g)))], Command(), SettingsOf(), opened.Note(clock.Elapsed));
    var files = new StudyFiles
    {
        Html = Path.Combine(folder, "study.html"), Csv = Path.Combine(folder, "study.csv"), Json = arguments.JsonFile ?? Path.Combine(folder, "study.json"), Markdown = arguments.DocsFile,
    };
    await StudyWriter.WriteAsync(results, Console.Out, files, cancellation.Token);
    Console.WriteLine($"The report with drawings: {files.Html}");
    return 0;
}

ImmutableArray<CellPlan> CellsOf(GroupName group) => StudyPlan.CellsOf(group, scale, arguments.IsQuick);

string Command() => $"dotnet run -c Release --project samples/Study{(arguments.IsQuick ? " -- --quick" : "")}";

ImmutableArray<StudySetting> SettingsOf() =>
[
    new("seeds", $"{scale.Seeds}; {Math.Min(scale.Seeds, scale.SecondarySeeds)} for rows that no claim speaks of, {Math.Min(scale.Seeds, scale.AblationSeeds)} for curves and ablations"),
    new("data", world.Identity),
    new("unseen families", world.UnseenFamilies),
    new("stepwise", Recipes.Stepwise.ToString()),
    new("best", Recipes.Best.ToString()),
    new("naive", Recipes.Naive.ToString()),
];
