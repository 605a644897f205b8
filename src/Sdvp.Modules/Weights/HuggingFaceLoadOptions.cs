using TorchSharp;

namespace Sdvp.Modules.Weights;

/// <summary>Where and how <see cref="HuggingFaceFolder.Load"/> puts weights.</summary>
public sealed record HuggingFaceLoadOptions
{
    /// <summary>The device. Default: the CPU.</summary>
    public torch.Device Device { get; init; } = torch.CPU;

    /// <summary>The floating-point type that the network gets, whatever the file's. Default: Float32.</summary>
    public torch.ScalarType Type { get; init; } = torch.ScalarType.Float32;

    /// <summary>Whether missing and unexpected tensors are an error; otherwise they are reported, and what is missing stays without values. Default: true.</summary>
    public bool IsStrict { get; init; } = true;

    /// <summary>
    /// Whether weights that lie in the file as they are needed are shown from there instead of copied (CPU, same type). They then cost no memory until they are used, but the
    /// file must not be cut or written into while the network lives; replacing it, as <see cref="HuggingFaceFolder.Save"/> does, is safe. Default: true.
    /// </summary>
    public bool IsMapped { get; init; } = true;
}
