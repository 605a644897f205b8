using Microsoft.Extensions.DependencyInjection;
using Sdvp.Core.Modules;
using Sdvp.Modules.Film;
using Sdvp.Modules.Imaging;
using Sdvp.Modules.Torch;

namespace Sdvp.Samples.Viper;

/// <summary>The small networks that come with the samples: questions and places on the procedural world.</summary>
internal sealed class Networks : IDisposable
{
    private readonly ServiceProvider _provider;

    public Networks()
    {
        var checkpoints = Path.Combine(AppContext.BaseDirectory, "checkpoints");
        var services = new ServiceCollection();
        services.AddSdvp()
            .AddTorchDevice("cpu")
            .AddSkiaImages()
            .AddViper()
            .AddFilmVqa("VQA", o => o.Folder = Path.Combine(checkpoints, "vqa"))
            .AddFilmLoc("LOC", o => o.Folder = Path.Combine(checkpoints, "loc"));
        _provider = services.BuildServiceProvider();
    }

    public IEnumerable<IVisualModule> Modules => _provider.GetRequiredService<IModuleRegistry>().Snapshot.Values;

    public void Dispose() => _provider.Dispose();
}
