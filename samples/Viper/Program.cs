using System.Runtime.CompilerServices;
using Sdvp.Core.Programs.Viper;
using Sdvp.Core.Rationale;
using Sdvp.Samples.Viper;
using Sdvp.Samples.Viper.World;

ViperArguments arguments;
try
{
    arguments = ViperArguments.Parse(args);
}
catch (ArgumentException error)
{
    Console.Error.WriteLine(error.Message);
    return 2;
}

using var cancellation = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    cancellation.Cancel();
};

try
{
    return arguments.IsMock || arguments.IsCheck ? await RunOnPaper() : await RunOnNetworks();
}
catch (OperationCanceledException)
{
    return 130;
}
catch (Exception error) when (error is InvalidDataException or Sdvp.Modules.Imaging.InvalidImageException)
{
    Console.Error.WriteLine(error.Message);
    return 2;
}

async Task<int> RunOnPaper()
{
    var world = PaperWorld.Load(arguments.World ?? Path.Combine(AppContext.BaseDirectory, "World", "world.json"));
    var options = new ViperOptions();
    PaperModules.Configure(options);
    return await RunAll(new ProgramSession(PaperModules.Create(world), options, Inputs.OfWorld(world, arguments)));
}

// Of its own, so that a mock run loads nothing of the networks.
[MethodImpl(MethodImplOptions.NoInlining)]
async Task<int> RunOnNetworks()
{
    using var networks = new Networks();
    return await RunAll(new ProgramSession(networks.Modules, new ViperOptions(), Inputs.OfFiles(arguments)));
}

async Task<int> RunAll(ProgramSession session)
{
    var exitCode = 0;
    var rationales = new List<RunRationale>();
    foreach (var file in arguments.Programs)
    {
        var (outcome, rationale) = await session.RunAsync(file, !arguments.IsCheck, cancellation.Token);
        Console.Out.WriteLine(arguments.IsJson ? outcome.ToJson() : outcome.ToText());
        exitCode = outcome.IsAnswer ? exitCode : 1;
        if (rationale is not null && !arguments.IsMock)
        {
            rationales.Add(rationale);
        }
    }

    await SaveRationales(rationales);
    return exitCode;
}

// One program's page, or a page for each of several and a list. Runs on paper have no pictures worth a look.
async Task SaveRationales(List<RunRationale> rationales)
{
    if (rationales.Count == 0)
    {
        return;
    }

    var writer = new RationaleWriter();
    var page = Path.GetFullPath(Path.Combine(arguments.Output, $"{rationales[0].Id}.html"));
    if (rationales.Count == 1)
    {
        await writer.SaveHtmlAsync(rationales[0], page, cancellation.Token);
    }
    else
    {
        page = await writer.SaveAllAsync("Viper programs", rationales.ToAsyncEnumerable(), arguments.Output, cancellation.Token);
    }

    Console.Error.WriteLine($"rationale: {page}");
}
