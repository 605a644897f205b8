using TorchSharp;

namespace Sdvp.Modules.Torch;

/// <summary>The gates of a host's devices, one for each: modules that are told to use another device than the host's share its gate too. Thread-safe.</summary>
public sealed class DeviceGates
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, DeviceGate> _gates = new(StringComparer.Ordinal);
    private readonly DeviceGate _host;

    /// <summary>Initialises the table.</summary>
    /// <param name="host">The gate of the device that counts where a module names none.</param>
    public DeviceGates(DeviceGate host)
    {
        ArgumentNullException.ThrowIfNull(host);
        _host = host;
        _gates.Add(Key(host.Device), host);
    }

    /// <summary>Gives the gate of a device.</summary>
    /// <param name="device"><c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>; null for the host's.</param>
    /// <returns>The gate; always the same for a device.</returns>
    /// <exception cref="ArgumentException">The name is none of these.</exception>
    public DeviceGate Get(string? device)
    {
        if (device is null)
        {
            return _host;
        }

        var parsed = TorchDevices.Parse(device);
        lock (_lock)
        {
            if (!_gates.TryGetValue(Key(parsed), out var gate))
            {
                _gates.Add(Key(parsed), gate = new DeviceGate(parsed));
            }

            return gate;
        }
    }

    private static string Key(torch.Device device) => $"{device.type}:{Math.Max(0, device.index)}";
}
