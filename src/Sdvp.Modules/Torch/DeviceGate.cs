using static TorchSharp.torch;
namespace Sdvp.Modules.Torch;
/// <summary>x</summary>
public sealed class DeviceGate(Device device)
{
    private readonly Lock _lock = new();
    /// <summary>x</summary>
    public Device Device { get; } = device;
    /// <summary>x</summary>
    public T Run<T>(Func<T> body, CancellationToken cancellationToken)
    {
        lock (_lock) { cancellationToken.ThrowIfCancellationRequested(); return body(); }
    }
}
