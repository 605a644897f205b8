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
    private readonly int _threads = torch.get_num_threads();
    private volatile int _owner = -1;

    /// <summary>Makes a gate. A process has one for each device that it uses.</summary>
    /// <param name="device">The device.</param>
    /// <param name="lanes">
    /// See <see cref="Lanes"/>; at least 1. Default: on a CPU as many as torch has threads for its kernels when the gate is made
    /// (<see cref="torch.get_num_threads"/>), elsewhere 1.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="lanes"/> is below 1.</exception>
    public DeviceGate(torch.Device device, int? lanes = null)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (lanes < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(lanes), lanes, "A device computes at least 1 part of a batch at once.");
        }

        Device = device;
        Lanes = lanes ?? (device.type == DeviceType.CPU ? _threads : 1);
    }

    /// <summary>The device.</summary>
    public torch.Device Device { get; }

    /// <summary>
    /// How many parts of a batch <see cref="RunBatch"/> computes side by side. Kernels that share their threads wait for each other after every
    /// operation; parts that have their own wait once. Others call it streams or instances.
    /// </summary>
    public int Lanes { get; }

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
            if (Lanes > 1)
            {
                // A thread that met torch for the first time while parts were computed has their number.
                torch.set_num_threads(_threads);
            }

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

    /// <summary>
    /// Waits for the device, then computes a batch: in parts of neighbours, <see cref="Lanes"/> at once, where it is large enough. What is cut where
    /// depends on the number of inputs alone.
    /// </summary>
    /// <typeparam name="TInput">Inputs of the pass.</typeparam>
    /// <typeparam name="TResult">Results of the pass; no tensors of a scope that the pass ends.</typeparam>
    /// <param name="inputs">The inputs.</param>
    /// <param name="pass">
    /// Computes a part: one result for each of its inputs, in their order. Called on several threads at once, with gradients as a new thread has
    /// them; it neither enters the gate nor awaits.
    /// </param>
    /// <param name="cancellationToken">Ends the wait, and is looked at before each part.</param>
    /// <returns>One result for each input, in their order.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The pass gave another number of results than it had inputs.</exception>
    public IReadOnlyList<TResult> RunBatch<TInput, TResult>(
        IReadOnlyList<TInput> inputs, Func<IReadOnlyList<TInput>, IReadOnlyList<TResult>> pass, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(pass);
        return Run(() => new BatchParts<TInput, TResult>(inputs, pass, Lanes, _threads, cancellationToken).Run(), cancellationToken);
    }
}
