using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Torch;

/// <summary>The way of values from the host to a device.</summary>
internal static class HostTensors
{
    /// <summary>Brings a tensor of the host to a device. To CUDA it goes from pinned memory, and nobody waits for the copy.</summary>
    /// <param name="host">The tensor; belongs to the scope that it was made in, as the result does.</param>
    /// <param name="device">The device.</param>
    /// <returns>The tensor there; the same one where it is there already.</returns>
    public static Tensor ToDevice(this Tensor host, Device device)
    {
        if (device.type != DeviceType.CUDA)
        {
            return host.to(device);
        }

        // The allocator gives pinned memory away again only when the copies out of it have ended.
        using var pinned = host.pin_memory();
        return pinned.to(device, non_blocking: true);
    }
}
