using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Distillation.Training;

namespace Sdvp.Distillation.Tests.Toys;

/// <summary>A host with toy modules, and a folder that goes away with it.</summary>
internal sealed class ToyHost : IDisposable
{
    private readonly bool _ownsFolder;

    public ToyHost(string? folder = null, params IVisualModule[] modules)
    {
        _ownsFolder = folder is null;
        Folder = folder ?? Directory.CreateTempSubdirectory("sdvp-tests-").FullName;
        Registry = new ModuleRegistry(modules.Length > 0 ? modules : [ToyModule.Vqa(), ToyModule.Loc()]);
        Runner = new ProgramRunner(Registry, [new ToyLanguage()]);
    }

    public string Folder { get; }

    public ModuleRegistry Registry { get; }

    public ProgramRunner Runner { get; }

    public StepwiseDistiller Distiller(Action<StepwiseDistillerOptions>? configure = null)
    {
        var options = new StepwiseDistillerOptions { WorkFolder = Folder, Epochs = 6, BatchSize = 16, LearningRate = 1e-2, CheckpointEverySteps = 5 };
        configure?.Invoke(options);
        return new StepwiseDistiller(Runner, Registry, options, timeProvider: new ToyTime());
    }

    public void Dispose()
    {
        if (_ownsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
