using Sdvp.Core.Diagnostics;
using Sdvp.Core.Execution.Caching;
using Sdvp.Core.Modules;

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
    /// <summary>Runs that began and were not handed out, oldest first. Its bound holds back newer programs behind a slow one.</summary>
    private readonly LinkedList<RunSlot> _window = new();
    private readonly List<IResumable> _begun = [];

    /// <summary>Results that are shared from the next round on, when every program waits: before, it would depend on timing who finds them.</summary>
    private readonly List<(CallContent Content, ModuleResult Result)> _fresh = [];
    private bool _hasSeat;
    private long _admitted;

    public QuiescenceGate Gate { get; } = new();

    public PendingCalls Pending { get; } = new();

    public RunnerServices Services => services;

    /// <summary>The results so far by content; null where equal calls are not shared.</summary>
    public SharedResults? Shared { get; } = services.SharedResultBytes > 0 ? new SharedResults(services.SharedResultBytes) : null;

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
                ShareFreshResults();
                if (!await HandOutAsync())
                {
                    await AnswerOneModuleAsync();
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
            LeaveSeat();
            services.LeaveSession();
            await requests.DisposeAsync();
        }
    }

    /// <summary>Begins runs until the window is full.</summary>
    /// <returns>False where there is nothing left to do.</returns>
    private async ValueTask<bool> AdmitAsync()
    {
        while (_window.Count < services.Share)
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
        }

        if (_begun.Count > 0)
        {
            foreach (var _ in _begun)
            {
                Gate.Enter();
            }

            var batch = new ResumeBatch([.. _begun]);
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

    private async ValueTask AnswerOneModuleAsync()
    {
        var calls = Pending.TakeLargestGroup();
        try
        {
            var open = Shared is { } shared ? AnswerFromRunSet(shared, CallGroup.Collect(calls)) : [.. calls.Select(call => new CallGroup(call))];
            open = services.Cache is { } cache ? await AnswerFromCacheAsync(cache, open) : open;
            if (open.Count > services.MaxBatchSize && open[0].First.Module is IPaddedModule padded)
            {
                open = [.. open.OrderBy(group => padded.LengthOf(group.First.Call))];
            }

            for (var start = 0; start < open.Count; start += services.MaxBatchSize)
            {
                var batch = open.GetRange(start, Math.Min(services.MaxBatchSize, open.Count - start));
                await AnswerAsync(batch, isLast: start + batch.Count == open.Count);
            }
        }
        finally
        {
            foreach (var call in calls)
            {
                call.Cancel(Stop);
            }
        }
    }

    private async ValueTask AnswerAsync(List<CallGroup> batch, bool isLast)
    {
        var calls = new ModuleCall[batch.Count];
        for (var i = 0; i < calls.Length; i++)
        {
            calls[i] = batch[i].First.Call;
        }

        var results = await services.InvokeAsync(batch[0].First.Module, calls, cancellationToken);
        if (services.Cache is { } cache)
        {
            for (var i = 0; i < calls.Length; i++)
            {
                if (results[i].Error is null && batch[i].Key is { } key)
                {
                    await cache.AddAsync(key, results[i], cancellationToken);
                }
            }
        }

        End(batch, results, isLast);
    }

    private void ShareFreshResults()
    {
        foreach (var (content, result) in _fresh)
        {
            Shared!.Add(content, result);
        }

        _fresh.Clear();
    }

    /// <summary>Ends calls that became known while they waited.</summary>
    /// <returns>What is to be computed.</returns>
    private List<CallGroup> AnswerFromRunSet(SharedResults shared, List<CallGroup> groups)
    {
        List<CallGroup>? known = null;
        var results = new List<ModuleResult>();
        foreach (var group in groups)
        {
            if (group.First.Content is { } content && shared.TryGet(content, out var result))
            {
                (known ??= []).Add(group);
                results.Add(result);
            }
        }

        if (known is null)
        {
            return groups;
        }

        groups.RemoveAll(new HashSet<CallGroup>(known).Contains);
        EndKnown(known, results, isLast: groups.Count == 0);
        return groups;
    }

    private void EndKnown(List<CallGroup> known, List<ModuleResult> results, bool isLast)
    {
        SdvpInstruments.RecordShared(known[0].First.Module.Signature.Name, known.Count);
        End(known, results, isLast);
    }

    /// <summary>Ends what the cache knows, before anything else of the group.</summary>
    /// <returns>What is to be computed.</returns>
    private async ValueTask<List<CallGroup>> AnswerFromCacheAsync(ICallCache cache, List<CallGroup> groups)
    {
        var open = new List<CallGroup>(groups.Count);
        var known = new List<CallGroup>();
        var results = new List<ModuleResult>();
        foreach (var group in groups)
        {
            if (group.Key is { } key && await cache.FindAsync(key, cancellationToken) is { } result)
            {
                known.Add(group);
                results.Add(result);
            }
            else
            {
                open.Add(group);
            }
        }

        if (known.Count > 0)
        {
            EndKnown(known, results, isLast: open.Count == 0);
        }

        return open;
    }

    /// <summary>Gives calls their results, then lets their programs go on: here, or elsewhere while the next batch is computed.</summary>
    private void End(List<CallGroup> groups, IReadOnlyList<ModuleResult> results, bool isLast)
    {
        var resumed = new List<IResumable>(groups.Count);
        for (var i = 0; i < groups.Count; i++)
        {
            if (Shared is not null && groups[i].First.Content is { } content)
            {
                _fresh.Add((content, results[i]));
            }

            groups[i].End(results[i], resumed);
        }

        var batch = new ResumeBatch(resumed);
        if (isLast)
        {
            batch.Run();
        }
        else if (resumed.Count > 0)
        {
            batch.RunElsewhere();
        }
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
