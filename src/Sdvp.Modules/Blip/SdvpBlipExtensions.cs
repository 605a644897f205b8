using Sdvp.Core.DependencyInjection;
using Sdvp.Modules.Blip;
using Sdvp.Modules.Torch;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds BLIP modules to a host. They are loaded when the registry is first asked for.</summary>
public static class SdvpBlipExtensions
{
    /// <summary>Adds a module that answers questions about images by writing.</summary>
    /// <param name="builder">From <c>AddSdvp</c>.</param>
    /// <param name="name">The name in programs, such as <c>VQA</c>.</param>
    /// <param name="configure">Sets the folder.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">No folder was set, or an option lies outside its range.</exception>
    public static ISdvpBuilder AddBlipVqa(this ISdvpBuilder builder, string name, Action<BlipVqaOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new BlipVqaOptions();
        configure(options);
        options.Validate(name);
        builder.AddDeviceGates();
        return builder.AddModule(services => BlipVqaModule.Load(name, options, services.GetRequiredService<DeviceGates>().Get(options.Device)));
    }

    /// <summary>Adds a module that compares an image with texts.</summary>
    /// <param name="builder">From <c>AddSdvp</c>.</param>
    /// <param name="name">The name in programs, such as <c>MATCH</c>.</param>
    /// <param name="configure">Sets the folder.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">No folder was set, or an option lies outside its range.</exception>
    public static ISdvpBuilder AddBlipMatch(this ISdvpBuilder builder, string name, Action<BlipMatchOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new BlipMatchOptions();
        configure(options);
        options.Validate(name);
        builder.AddDeviceGates();
        return builder.AddModule(services => BlipMatchModule.Load(name, options, services.GetRequiredService<DeviceGates>().Get(options.Device)));
    }

    /// <summary>Adds a module that describes images.</summary>
    /// <param name="builder">From <c>AddSdvp</c>.</param>
    /// <param name="name">The name in programs, such as <c>CAPTION</c>.</param>
    /// <param name="configure">Sets the folder.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">No folder was set, or an option lies outside its range.</exception>
    public static ISdvpBuilder AddBlipCaption(this ISdvpBuilder builder, string name, Action<BlipCaptionOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new BlipCaptionOptions();
        configure(options);
        options.Validate(name);
        builder.AddDeviceGates();
        return builder.AddModule(services => BlipCaptionModule.Load(name, options, services.GetRequiredService<DeviceGates>().Get(options.Device)));
    }
}
