using Sdvp.Core.DependencyInjection;
using Sdvp.Modules.OwlVit;
using Sdvp.Modules.Torch;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds OWL-ViT modules to a host. They are loaded when the registry is first asked for.</summary>
public static class SdvpOwlVitExtensions
{
    /// <summary>Adds a module that finds what a text names, as VisProg's LOC does (<see cref="OwlVitLocOptions.VisProg"/>).</summary>
    /// <param name="builder">From <c>AddSdvp</c>.</param>
    /// <param name="name">The name in programs, such as <c>LOC</c>.</param>
    /// <param name="configure">Sets the folder.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">No folder was set, or an option lies outside its range.</exception>
    public static ISdvpBuilder AddOwlVitLoc(this ISdvpBuilder builder, string name, Action<OwlVitOptions> configure) =>
        Add(builder, name, OwlVitLocOptions.VisProg, configure);

    /// <summary>Adds a module that finds what a text names, for languages without VisProg's conventions (<see cref="OwlVitLocOptions.Detection"/>).</summary>
    /// <param name="builder">From <c>AddSdvp</c>.</param>
    /// <param name="name">The name in programs, such as <c>DETECT</c>.</param>
    /// <param name="configure">Sets the folder.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">No folder was set, or an option lies outside its range.</exception>
    public static ISdvpBuilder AddOwlVitDetect(this ISdvpBuilder builder, string name, Action<OwlVitOptions> configure) =>
        Add(builder, name, OwlVitLocOptions.Detection, configure);

    private static ISdvpBuilder Add(ISdvpBuilder builder, string name, OwlVitLocOptions detection, Action<OwlVitOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new OwlVitOptions { Detection = detection };
        configure(options);
        options.Validate(name);
        builder.AddDeviceGates();
        return builder.AddModule(services => OwlVitLocModule.Load(name, options, services.GetRequiredService<DeviceGates>().Get(options.Device)));
    }
}
