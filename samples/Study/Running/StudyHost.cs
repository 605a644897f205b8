using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Distillation.Evaluation.Loading;
using Sdvp.Modules.Film;
using Sdvp.Modules.Imaging;
using Sdvp.Modules.Torch;

namespace Sdvp.Samples.Study.Running;

/// <summary>The modules that programs call, and what runs them.</summary>
internal sealed class StudyHost : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    private StudyHost(ServiceProvider provider, StudyModels models)
    {
        _provider = provider;
        Models = models;
        Registry = provider.GetRequiredService<IModuleRegistry>();
        Runner = provider.GetRequiredService<IProgramRunner>();
        Codec = provider.GetRequiredService<IImageCodec>();
        Gate = provider.GetRequiredService<DeviceGate>();
        Languages = [.. provider.GetServices<IProgramLanguage>()];
        Start = [.. Registry.Snapshot.Values];
    }

    /// <summary>Where the networks come from.</summary>
    public StudyModels Models { get; }

    public IModuleRegistry Registry { get; }

    public IProgramRunner Runner { get; }

    public IImageCodec Codec { get; }

    public DeviceGate Gate { get; }

    public ImmutableArray<IProgramLanguage> Languages { get; }

    /// <summary>The modules before anything was learned.</summary>
    public ImmutableArray<IVisualModule> Start { get; }

    public static StudyHost Create(string device, StudyModels models)
    {
        var services = new ServiceCollection();
        services.AddSdvp()
            .AddViper()
            .AddTorchDevice(device)
            .AddSkiaImages()
            .AddModule(s => ModelFolders.LoadVqa(models.VqaFolder, s.GetRequiredService<DeviceGate>()))
            .AddModule(s => ModelFolders.LoadLoc(models.LocFolder, s.GetRequiredService<DeviceGate>()));
        return new StudyHost(services.BuildServiceProvider(), models);
    }

    /// <summary>The learning rate of a module, of one that is right for the samples' small networks: large pre-trained ones take a 35th, which makes 7e-4 the usual 2e-5.</summary>
    public double RateOf(string module, double rate) => StartOf(module) is FilmVqaModule or FilmLocModule ? rate : rate / 35;

    /// <summary>The linear layers of a module that adapters are attached to.</summary>
    public ImmutableArray<string> LoraTargetsOf(string module) => LoraTargets.Of(StartOf(module));

    /// <summary>A module before anything was learned.</summary>
    public IVisualModule StartOf(string module) => Start.Single(m => m.Signature.Name == module);

    public ExampleLoader LoaderOf(string framework) => new(Codec, Languages.Single(l => l.Name == framework), Registry);

    /// <summary>Programs that are run from now on call these modules.</summary>
    public void Use(IEnumerable<IVisualModule> modules)
    {
        foreach (var module in modules)
        {
            Registry.Replace(module);
        }
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
