using System.Globalization;
using Sdvp.Modules.Torch.Native;
using TorchSharp;

namespace Sdvp.Modules.Torch;

/// <summary>Finds devices by their names.</summary>
public static class TorchDevices
{
    /// <summary>Whether this process can use CUDA: a CUDA back end is referenced, and the machine has a device and its driver.</summary>
    /// <returns>True where it can.</returns>
    /// <exception cref="TorchNativeLibraryException">TorchSharp itself cannot be used.</exception>
    public static bool IsCudaAvailable()
    {
        TorchNativeLibrary.Ensure();
        return torch.cuda.is_available();
    }

    /// <summary>Finds a device, and makes sure that it is there.</summary>
    /// <param name="name"><c>cpu</c>, <c>cuda</c> (the first one) or <c>cuda:1</c>.</param>
    /// <returns>The device.</returns>
    /// <exception cref="ArgumentException">The name is none of these.</exception>
    /// <exception cref="TorchNativeLibraryException">TorchSharp cannot be used, or CUDA is asked for and not available.</exception>
    public static torch.Device Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var index = 0;
        if (name != "cpu" && name != "cuda"
            && !(name.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(name.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out index)))
        {
            throw new ArgumentException($"'{name}' is no device; 'cpu', 'cuda' or 'cuda:' and a number from 0 on is expected.", nameof(name));
        }

        if (name == "cpu")
        {
            TorchNativeLibrary.Ensure();
            return torch.CPU;
        }

        if (!IsCudaAvailable())
        {
            throw new TorchNativeLibraryException(
                $"The device '{name}' is asked for, but CUDA is not available. The executable project must reference TorchSharp-cuda-linux or TorchSharp-cuda-windows "
                + "instead of TorchSharp-cpu, and the machine needs an NVIDIA device with its driver. Use 'cpu' otherwise.");
        }

        var count = torch.cuda.device_count();
        return index < count
            ? torch.device(DeviceType.CUDA, index)
            : throw new TorchNativeLibraryException($"The device '{name}' is asked for, but this machine has {count} CUDA devices, from cuda:0 to cuda:{count - 1}.");
    }
}
