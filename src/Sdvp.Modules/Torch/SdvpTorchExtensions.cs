using Microsoft.Extensions.DependencyInjection.Extensions;
using Sdvp.Core.DependencyInjection;
using Sdvp.Modules.Torch;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the device that networks run on.</summary>
public static class SdvpTorchExtensions
{
    /// <summary>Registers a <see cref="DeviceGate"/> that all networks of the host share. The last call decides.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="device"><c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>; looked for when the gate is first asked for, with the errors of <see cref="TorchDevices.Parse"/>.</param>
    /// <param name="lanes">See <see cref="DeviceGate.Lanes"/>; null for its default.</param>
    /// <returns>The builder.</returns>
    public static ISdvpBuilder AddTorchDevice(this ISdvpBuilder builder, string device = "cpu", int? lanes = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(device);
        builder.Services.Replace(ServiceDescriptor.Singleton(_ => new DeviceGate(TorchDevices.Parse(device), lanes)));
        return builder;
    }

    /// <summary>Registers the gates of devices that single modules ask for, and the CPU's where the host has named no device.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static ISdvpBuilder AddDeviceGates(this ISdvpBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(_ => new DeviceGate(TorchDevices.Parse("cpu")));
        builder.Services.TryAddSingleton<DeviceGates>();
        return builder;
    }
}
