using System.Collections.Immutable;
using System.Diagnostics;
using Sdvp.Distillation.Evaluation;
using Sdvp.Modules.Imaging;
using Sdvp.Samples.Study;
using Sdvp.Samples.Study.Plan;
using Sdvp.Samples.Study.Report;
using Sdvp.Samples.Study.Results;
using Sdvp.Samples.Study.Running;
using Sdvp.Samples.Study.World;
using Sdvp.Samples.Study.World.Folders;
using Sdvp.Samples.Study.World.Layout;

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
try
{
    if (arguments.LayoutFolder is { } layout)
    {
        await new LayoutWriter(new SkiaImageCodec(), scale, seed: 1).WriteAsync(layout, new ActionProgress<string>(Console.WriteLine), cancellation.Token);
        Console.WriteLine($"Written: {layout}. Now: --gqa {Path.Combine(layout, "gqa")} --nlvr2 {Path.Combine(layout, "nlvr2")} --general {Path.Combine(layout, "general")}");
        return 0;
    }

    using IStudyWorld world = arguments.Folders.AreGiven
        ? new FolderWorld(Path.Combine(folder, "data"), arguments.Folders.ToOptions(), arguments.Folders.Models)
        : new SceneWorld(Path.Combine(folder, "data"), scale);
    return arguments.Group is { } group ? await RunGroupAsync(world, group) : await RunStudyAsync(world);
}
catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
{
    Console.Error.WriteLine();
    Console.Error.WriteLine("Stopped. The same command goes on from here.");
    return 130;
}
catch (Exception error) when (error is InvalidOperationException or IOException or InvalidDataException or InvalidDatasetException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}

// One framework under one seed, in a process that RunStudyAsync started.
async Task<int> RunGroupAsync(IStudyWorld world, GroupName name)
{
    TorchSharp.torch.set_num_threads(1);
    await using var host = StudyHost.Create(arguments.Device, arguments.Folders.Models);
    await new Group(host, world, name, folder, new ActionProgress<GroupProgress>(GroupProcess.Say)).RunAsync(CellsOf(name), cancellation.Token);
    return 0;
}

async Task<int> RunStudyAsync(IStudyWorld world)
{
    await world.CheckAsync(cancellation.Token);
    var opened = StudyFolder.Open(folder, world.Identity);
    var groups = StudyPlan.GroupsOf(scale);
    var missing = groups.Select(g => (Group: g, Cells: CellFiles.MissingOf(folder, g, CellsOf(g)).Length)).Where(g => g.Cells > 0).ToList();
    var bar = new StudyBar(missing.Sum(g => g.Cells));
    using var noting = new Timer(_ => opened.Note(clock.Elapsed), null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));
    try
    {
        await Parallel.ForEachAsync(missing, new ParallelOptions { MaxDegreeOfParallelism = arguments.Workers, CancellationToken = cancellation.Token }, async (group, token) =>
            await GroupProcess.RunAsync(group.Group, args, bar, token));
    }
    finally
    {
        opened.Note(clock.Elapsed);
    }

    Console.WriteLine();
    var results = new StudyResults([.. groups.SelectMany(g => CellFiles.Read(folder, g, CellsOf(g)))], Command(), SettingsOf(world), opened.Note(clock.Elapsed)) { World = world.Description, Untaught = world.Untaught };
    var files = new StudyFiles
    {
        Html = Path.Combine(folder, "study.html"),
        Csv = Path.Combine(folder, "study.csv"),
        Json = arguments.JsonFile ?? Path.Combine(folder, "study.json"),
        Markdown = arguments.DocsFile,
    };
    await StudyWriter.WriteAsync(results, Console.Out, files, cancellation.Token);
    Console.WriteLine($"The report with drawings: {files.Html}");
    return 0;
}

ImmutableArray<CellPlan> CellsOf(GroupName group) => StudyPlan.CellsOf(group, scale, arguments.IsQuick);

string Command() => "dotnet run -c Release --project samples/Study"
    + (arguments.Folders.AreGiven ? $" -- {string.Join(' ', args)}" : arguments.IsQuick ? " -- --quick" : "");

ImmutableArray<StudySetting> SettingsOf(IStudyWorld world) =>
[
    new("seeds", $"{scale.Seeds}; {Math.Min(scale.Seeds, scale.SecondarySeeds)} for rows that no claim speaks of, {Math.Min(scale.Seeds, scale.AblationSeeds)} for curves and ablations"),
    .. world.Facts(scale.Seeds),
    new("stepwise", Recipes.Stepwise.ToString()),
    new("best", Recipes.Best.ToString()),
    new("naive", Recipes.Naive.ToString()),
];
