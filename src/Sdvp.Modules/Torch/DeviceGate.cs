using System.Diagnostics.CodeAnalysis;
using TorchSharp;

namespace Sdvp.Modules.Torch;

/// <summary>
/// Lets one piece of work at a time use a device, whoever asks: modules of many programs, teachers and training share one gate.
/// Thread-safe.
/// </summary>
/// <remarks>
/// The work is synchronous and runs on the caller's thread, because TorchSharp's dispose scopes and its gradient mode belong to a
/// thread and do not survive an <see langword="await"/>. Work that is inside may enter again.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore's wait handle is never made, so there is nothing to free.")]
public sealed class DeviceGate
{
    private readonly SemaphoreSlim _semaphore = new(1, 1);
    private volatile int _owner = -1;

    /// <summary>Makes a gate. A process has one for each device that it uses.</summary>
    /// <param name="device">The device.</param>
    public DeviceGate(torch.Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        Device = device;
    }

    /// <summary>The device.</summary>
    public torch.Device Device { get; }

    /// <summary>Waits for the device, then works.</summary>
    /// <typeparam name="T">What the work gives; no <see cref="Task"/>.</typeparam>
    /// <param name="work">The work; it does not await.</param>
    /// <param name="cancellationToken">Ends the wait; work that has begun looks at the token itself.</param>
    /// <returns>What the work gave.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled before the work began.</exception>
    public T Run<T>(Func<T> work, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        cancellationToken.ThrowIfCancellationRequested();
        if (_owner == Environment.CurrentManagedThreadId)
        {
            return work();
        }

        _semaphore.Wait(cancellationToken);
        try
        {
            _owner = Environment.CurrentManagedThreadId;
            return work();
        }
        finally
        {
            _owner = -1;
            _semaphore.Release();
        }
    }

    /// <summary>Waits for the device, then works.</summary>
    /// <param name="work">The work; it does not await.</param>
    /// <param name="cancellationToken">Ends the wait; work that has begun looks at the token itself.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled before the work began.</exception>
    public void Run(Action work, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        Run(
            () =>
            {
                work();
                return true;
            },
            cancellationToken);
    }
}
