using Sdvp.Core.Modules;

namespace Sdvp.Core.Execution;

/// <summary>
/// Lets one batch at a time into a module, whoever asks. What several callers of one runner ask for meanwhile waits and goes in together, in the
/// order in which it came, as far as a batch holds it; each caller has one batch at a time, so that none can crowd out the others. Thread-safe.
/// </summary>
internal sealed class ModuleQueue(ModuleInvoker invoker, int maxBatchSize)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<QueuedBatch> _waiting = new();
    private bool _busy;

    /// <summary>Callers that wait for the module.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Answers calls.</summary>
    /// <param name="module">The module.</param>
    /// <param name="calls">The calls; at least one, at most as many as a batch holds.</param>
    /// <param name="cancellationToken">Gives up. Where the calls share a batch with those of others, the module goes on for them.</param>
    /// <returns>One result for each call.</returns>
    public async ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IVisualModule module, IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken)
    {
        QueuedBatch? queued = null;
        lock (_lock)
        {
            if (_busy)
            {
                queued = new QueuedBatch(module, calls, cancellationToken);
                _waiting.AddLast(queued.Node);
            }

            _busy = true;
        }

        if (queued is not null)
        {
            await using var registration = cancellationToken.UnsafeRegister(static (state, _) => ((Action)state!)(), () => GiveUp(queued));
            return await queued.Completion.Task;
        }

        try
        {
            return await invoker.InvokeAsync(module, calls, cancellationToken);
        }
        finally
        {
            GoOn();
        }
    }

    /// <summary>Lets in what waits, on another thread.</summary>
    private void GoOn()
    {
        List<QueuedBatch> next = [];
        lock (_lock)
        {
            var room = maxBatchSize;
            while (_waiting.First is { } first && (first.Value.Calls.Count <= room || next.Count == 0))
            {
                _waiting.RemoveFirst();
                first.Value.HasBegun = true;
                next.Add(first.Value);
                room -= first.Value.Calls.Count;
            }

            if (next.Count == 1)
            {
                next[0].IsAlone = true;
            }

            _busy = next.Count > 0;
        }

        if (next.Count > 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static state => _ = state.Queue.AnswerAsync(state.Batches), (Queue: this, Batches: next), preferLocal: false);
        }
    }

    private async Task AnswerAsync(List<QueuedBatch> batches)
    {
        using var all = new SharedCancellation(batches);
        try
        {
            var calls = batches.Count == 1 ? batches[0].Calls : [.. batches.SelectMany(batch => batch.Calls)];
            var results = await invoker.InvokeAsync(batches[0].Module, calls, all.Token);
            var start = 0;
            foreach (var batch in batches)
            {
                batch.Completion.TrySetResult(batches.Count == 1 ? results : [.. results.Skip(start).Take(batch.Calls.Count)]);
                start += batch.Calls.Count;
            }
        }
        catch (Exception error)
        {
            // Only a cancellation that all asked for comes here; each hears of its own.
            foreach (var batch in batches)
            {
                if (batch.CancellationToken.IsCancellationRequested)
                {
                    batch.Completion.TrySetCanceled(batch.CancellationToken);
                }
                else
                {
                    batch.Completion.TrySetException(error);
                }
            }
        }
        finally
        {
            GoOn();
        }
    }

    private void GiveUp(QueuedBatch batch)
    {
        lock (_lock)
        {
            if (batch.IsAlone)
            {
                // The module honours the token itself, and nothing of it is at work when the caller is told.
                return;
            }

            if (!batch.HasBegun)
            {
                _waiting.Remove(batch.Node);
            }
        }

        batch.Completion.TrySetCanceled(batch.CancellationToken);
    }
}
