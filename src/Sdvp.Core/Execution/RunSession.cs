using Sdvp.Core.Execution.Caching;

namespace Sdvp.Core.Execution;

/// <summary>
/// Runs the programs of one caller together, in rounds: fill the window of programs in flight, let them compute until all wait, answer the
/// calls of one module, repeat. Nothing here depends on time or on the consumer, so that batches follow from the requests.
/// </summary>
/// <param name="services">What all callers share.</param>
/// <param name="requests">Where requests come from.</param>
/// <param name="inOrder">Whether runs are handed out in the order of requests rather than as they end.</param>
/// <param name="handOut">Takes a run; the session waits for it.</param>
/// <param name="cancellationToken">Stops all runs.</param>
internal sealed class RunSession(
    RunnerServices services, RequestSource requests, bool inOrder, Func<ProgramRun, ValueTask> handOut, CancellationToken cancellationToken)
{
    /// <summary>How many times the runs in flight the window holds: ended runs wait behind a slow one, and newer ones take their places up to here.</summary>
    private const int WindowFactor = 2;

    /// <summary>Runs that began and were not handed out, oldest first. Its bound holds back newer programs behind a slow one.</summary>
    private readonly LinkedList<RunSlot> _window = new();
    private readonly List<IResumable> _begun = [];
    private readonly ResumePace _pace = new();
    private readonly CallAnswerer _answerer = new(services);
    private bool _hasSeat;
    private long _admitted;

    /// <summary>Runs that had not ended when all programs waited last, and those that began since: what ends meanwhile would be a matter of timing.</summary>
    private int _inFlight;

    public QuiescenceGate Gate { get; } = new();

    public PendingCalls Pending { get; } = new();

    public RunnerServices Services => services;

    /// <summary>The results so far by content; null where equal calls are not shared.</summary>
    public SharedResults? Shared => _answerer.Shared;

    /// <summary>Stopped when the session ends, whatever the reason.</summary>
    public CancellationToken Stop { get; private set; }

    public async Task RunAsync()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Stop = stop.Token;
        services.EnterSession();
        try
        {
            await TakeSeatAsync();
            while (await AdmitAsync())
            {
                await Gate.WaitAsync();
                cancellationToken.ThrowIfCancellationRequested();
                _answerer.ShareFreshResults();
                if (!await HandOutAsync() & !FindEnded())
                {
                    var calls = Pending.TakeLargestGroup();
                    await _answerer.AnswerOneModuleAsync(calls, Pending.FindPreparable(services.MaxBatchSize), Stop, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        finally
        {
            await stop.CancelAsync();
            Pending.Close(stop.Token);

            // Nothing can wait any more: when nothing computes either, every program has ended.
            await Gate.WaitAsync();
            await _answerer.EndPreparationAsync();
            LeaveSeat();
            services.LeaveSession();
            await requests.DisposeAsync();
        }
    }

    /// <summary>Begins runs until the window is full.</summary>
    /// <returns>False where there is nothing left to do.</returns>
    private async ValueTask<bool> AdmitAsync()
    {
        while (_inFlight < services.Share && _window.Count < WindowFactor * services.Share)
        {
            // Where programs are in flight, they do not wait for a request that is not there yet.
            var arriving = requests.MoveNextAsync();
            if (!arriving.IsCompleted && _window.Count > 0)
            {
                break;
            }

            if (!arriving.IsCompleted)
            {
                LeaveSeat();
                await arriving.WaitAsync(cancellationToken);
                await TakeSeatAsync();
            }

            if (!await requests.TakeAsync())
            {
                break;
            }

            var slot = RunSlot.Create(this, requests.Current, _admitted++);
            _window.AddLast(slot);
            _begun.Add(slot);
            _inFlight++;
        }

        if (_begun.Count > 0)
        {
            foreach (var _ in _begun)
            {
                Gate.Enter();
            }

            var batch = new ResumeBatch([.. _begun], _pace);
            _begun.Clear();
            batch.Run();
        }

        return _window.Count > 0;
    }

    /// <summary>Hands out the runs that have ended and whose turn it is.</summary>
    /// <returns>True where there was one, which makes room in the window.</returns>
    private async ValueTask<bool> HandOutAsync()
    {
        foreach (var slot in _window)
        {
            slot.HostFailure?.Throw();
        }

        var any = false;
        var node = _window.First;
        while (node is not null)
        {
            var next = node.Next;
            if (node.Value.Run is { } run)
            {
                _window.Remove(node);
                any = true;
                await HandOutAsync(run);
            }
            else if (inOrder)
            {
                break;
            }

            node = next;
        }

        return any;
    }

    /// <summary>Counts the runs in flight.</summary>
    /// <returns>True where some have ended, which makes room for others.</returns>
    private bool FindEnded()
    {
        var before = _inFlight;
        _inFlight = _window.Count(slot => slot.Run is null);
        return _inFlight < before;
    }

    private async ValueTask HandOutAsync(ProgramRun run)
    {
        var taking = handOut(run);
        if (taking.IsCompleted)
        {
            await taking;
            return;
        }

        // A consumer may take its time, and may run programs of its own meanwhile.
        LeaveSeat();
        await taking;
        await TakeSeatAsync();
    }

    private async ValueTask TakeSeatAsync()
    {
        // A program that a module runs has the seat of the program that called the module.
        if (!_hasSeat && !services.Nested.IsInside)
        {
            await services.Seats.WaitAsync(cancellationToken);
            _hasSeat = true;
        }
    }

    private void LeaveSeat()
    {
        if (_hasSeat)
        {
            _hasSeat = false;
            services.Seats.Release();
        }
    }
}
