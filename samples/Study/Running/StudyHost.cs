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

    private StudyHost(ServiceProvider provider)
    {
        _provider = provider;
        Registry = provider.GetRequiredService<IModuleRegistry>();
        Runner = provider.GetRequiredService<IProgramRunner>();
        Codec = provider.GetRequiredService<IImageCodec>();
        Gate = provider.GetRequiredService<DeviceGate>();
        Languages = [.. provider.GetServices<IProgramLanguage>()];
        Start = [.. Registry.Snapshot.Values];
    }

    /// <summary>The folder of the samples' checkpoints.</summary>
    public static string Checkpoints => Path.Combine(AppContext.BaseDirectory, "checkpoints");

    public IModuleRegistry Registry { get; }

    public IProgramRunner Runner { get; }

    public IImageCodec Codec { get; }

    public DeviceGate Gate { get; }

    public ImmutableArray<IProgramLanguage> Languages { get; }

    /// <summary>The modules before anything was learned.</summary>
    public ImmutableArray<IVisualModule> Start { get; }

    public static StudyHost Create(string device)
    {
        var services = new ServiceCollection();
        services.AddSdvp()
            .AddViper()
            .AddTorchDevice(device)
            .AddSkiaImages()
            .AddFilmVqa("VQA", o => o.Folder = Path.Combine(Checkpoints, "vqa"))
            .AddFilmLoc("LOC", o => o.Folder = Path.Combine(Checkpoints, "loc"));
        return new StudyHost(services.BuildServiceProvider());
    }

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
