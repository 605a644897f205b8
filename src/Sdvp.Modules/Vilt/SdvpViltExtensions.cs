using Sdvp.Core.DependencyInjection;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Vilt;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds ViLT modules to a host. They are loaded when the registry is first asked for.</summary>
public static class SdvpViltExtensions
{
    /// <summary>Adds a module that answers questions about images.</summary>
    /// <param name="builder">From <c>AddSdvp</c>.</param>
    /// <param name="name">The name in programs, such as <c>VQA</c>.</param>
    /// <param name="configure">Sets the folder.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">No folder was set, or an option lies outside its range.</exception>
    public static ISdvpBuilder AddViltVqa(this ISdvpBuilder builder, string name, Action<ViltVqaOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new ViltVqaOptions();
        configure(options);
        options.Validate(name);
        builder.AddDeviceGates();
        return builder.AddModule(services => ViltVqaModule.Load(name, options, services.GetRequiredService<DeviceGates>().Get(options.Device)));
    }
}
