using Microsoft.Extensions.DependencyInjection.Extensions;
using Sdvp.Core.DependencyInjection;
using Sdvp.Modules.Clip;
using Sdvp.Modules.Torch;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds CLIP modules to a host. They are loaded when the registry is first asked for.</summary>
public static class SdvpClipExtensions
{
    /// <summary>Adds a module that compares an image with texts.</summary>
    /// <param name="builder">From <c>AddSdvp</c>.</param>
    /// <param name="name">The name in programs, such as <c>MATCH</c>.</param>
    /// <param name="configure">Sets the folder.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">No folder was set, or an option lies outside its range.</exception>
    public static ISdvpBuilder AddClipMatch(this ISdvpBuilder builder, string name, Action<ClipMatchOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new ClipMatchOptions();
        configure(options);
        options.Validate(name);
        builder.AddDeviceGates();
        return builder.AddModule(services => ClipMatchModule.Load(name, options, services.GetRequiredService<DeviceGates>().Get(options.Device)));
    }
}
