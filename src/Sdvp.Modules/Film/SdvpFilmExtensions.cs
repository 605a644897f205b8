using Microsoft.Extensions.DependencyInjection.Extensions;
using Sdvp.Core.DependencyInjection;
using Sdvp.Modules.Film;
using Sdvp.Modules.Torch;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds FiLM modules to a host. They are loaded when the registry is first asked for.</summary>
public static class SdvpFilmExtensions
{
    /// <summary>Adds a question-answering module.</summary>
    /// <param name="builder">From <c>AddSdvp</c>.</param>
    /// <param name="name">The name in programs, such as <c>VQA</c>.</param>
    /// <param name="configure">Sets the folder.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">No folder was set.</exception>
    public static ISdvpBuilder AddFilmVqa(this ISdvpBuilder builder, string name, Action<FilmVqaOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new FilmVqaOptions();
        configure(options);
        RequireFolder(options.Folder, name);
        builder.Services.TryAddSingleton(_ => new DeviceGate(TorchDevices.Parse("cpu")));
        return builder.AddModule(services => FilmVqaModule.Load(name, options.Folder, services.GetRequiredService<DeviceGate>(), options.TrainingType));
    }

    /// <summary>Adds a locating module.</summary>
    /// <param name="builder">From <c>AddSdvp</c>.</param>
    /// <param name="name">The name in programs, such as <c>LOC</c>.</param>
    /// <param name="configure">Sets folder and thresholds.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">No folder was set.</exception>
    public static ISdvpBuilder AddFilmLoc(this ISdvpBuilder builder, string name, Action<FilmLocModuleOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new FilmLocModuleOptions();
        configure(options);
        RequireFolder(options.Folder, name);
        builder.Services.TryAddSingleton(_ => new DeviceGate(TorchDevices.Parse("cpu")));
        return builder.AddModule(services => FilmLocModule.Load(name, options.Folder, options.Detection, services.GetRequiredService<DeviceGate>(), options.TrainingType));
    }

    private static void RequireFolder(string folder, string name)
    {
        if (string.IsNullOrEmpty(folder))
        {
            throw new ArgumentException($"The module {name} needs the folder of its network: set o.Folder to where config.json and model.safetensors lie.");
        }
    }
}
