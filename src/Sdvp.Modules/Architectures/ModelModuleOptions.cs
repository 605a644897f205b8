using Sdvp.Modules.Torch;
using TorchSharp;

namespace Sdvp.Modules.Architectures;

/// <summary>How a module is made of a folder whose architecture its caller does not know.</summary>
public sealed record ModelModuleOptions
{
    /// <summary>The folder of the checkpoint.</summary>
    public required string Folder { get; init; }

    /// <summary>The name in programs.</summary>
    public required string Name { get; init; }

    /// <summary>The device.</summary>
    public required DeviceGate Gate { get; init; }

    /// <summary>The type that the network runs in. Default: Float32.</summary>
    public torch.ScalarType Type { get; init; } = torch.ScalarType.Float32;
}
