using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.Viper;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Symbolic;
using Sdvp.Modules.Film;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Benchmarks.Scenes;

/// <summary>The students of the Scenes world as a host has them: one VQA and one LOC behind both languages.</summary>
internal sealed class SceneHost : IDisposable
{
    private readonly FilmVqaModule _vqa;
    private readonly FilmLocModule _loc;

    public SceneHost()
    {
        Vqa = new WatchedModule(_vqa = FilmVqaModule.Load("VQA", FolderOf("vqa"), Gate));
        Loc = new WatchedModule(_loc = FilmLocModule.Load("LOC", FolderOf("loc"), new FilmLocOptions(), Gate));
        Registry = new ModuleRegistry([Vqa, Loc, .. SymbolicModules.Create()]);
    }

    public DeviceGate Gate { get; } = new(CPU);

    public WatchedModule Vqa { get; }

    public WatchedModule Loc { get; }

    public ModuleRegistry Registry { get; }

    /// <summary>The trainable modules by name.</summary>
    public IReadOnlyDictionary<string, ITrainableModule> Networks => new Dictionary<string, ITrainableModule> { ["VQA"] = _vqa, ["LOC"] = _loc };

    /// <summary>The folder of a checkpoint.</summary>
    public static string FolderOf(string name) => Path.Combine(AppContext.BaseDirectory, "checkpoints", name);

    public ProgramRunner Runner(int inFlight) =>
        new(Registry, [new VisProgLanguage(), new ViperLanguage()], new ProgramRunnerOptions { MaxConcurrentPrograms = inFlight, MaxBatchSize = Math.Min(256, 2 * inFlight) });

    public void Dispose()
    {
        _vqa.Dispose();
        _loc.Dispose();
    }
}
