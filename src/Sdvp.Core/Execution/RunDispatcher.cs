using System.Threading.Channels;
using Sdvp.Core.Modules;

namespace Sdvp.Core.Execution;

/// <summary>
/// Runs many programs together, in rounds: fill the window of programs in flight, let them compute until all wait, answer the
/// calls of one module, repeat. Nothing here depends on time or on the consumer, so that batches follow from the requests.
/// </summary>
internal sealed class RunDispatcher(
    RunnerServices services, IEnumerable<ProgramRequest> requests, ChannelWriter<ProgramRun> finished, CancellationToken cancellationToken)
{
    private readonly QuiescenceGate _gate = new();
    private readonly PendingCalls _pending = new();
    private readonly ModuleInvoker _invoker = new(services.Logger);

    /// <summary>Runs that began and were not handed out, oldest first. Its bound holds back newer programs behind a slow one.</summary>
    private readonly Queue<RunSlot> _window = new();
    private long _admitted;

    public async Task RunAsync()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            using var remaining = requests.GetEnumerator();
            while (Admit(remaining, stop.Token))
            {
                await _gate.WaitAsync();
                cancellationToken.ThrowIfCancellationRequested();
                if (!await HandOutAsync())
                {
                    await AnswerOneModuleAsync(stop.Token);
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
            _pending.Close(stop.Token);
            await Task.WhenAll(_window.Select(slot => slot.Execution));
            finished.Complete();
        }
    }

    /// <summary>Begins runs until the window is full.</summary>
    private bool Admit(IEnumerator<ProgramRequest> remaining, CancellationToken stop)
    {
        while (_window.Count < services.MaxConcurrentPrograms && remaining.MoveNext())
        {
            _window.Enqueue(RunSlot.Begin(services, remaining.Current, _admitted++, _pending, _gate, _invoker, stop));
        }

        return _window.Count > 0;
    }

    /// <summary>Hands out the oldest runs as far as they have ended; true where there was one, which makes room in the window.</summary>
    private async Task<bool> HandOutAsync()
    {
        foreach (var slot in _window)
        {
            slot.HostFailure?.Throw();
        }

        var any = false;
        while (_window.TryPeek(out var oldest) && oldest.Run is { } run)
        {
            _window.Dequeue();
            await finished.WriteAsync(run, cancellationToken);
            any = true;
        }

        return any;
    }

    private async Task AnswerOneModuleAsync(CancellationToken stop)
    {
        var group = _pending.TakeLargestGroup();
        try
        {
            foreach (var batch in group.Chunk(services.MaxBatchSize))
            {
                var results = await _invoker.InvokeAsync(batch[0].Module, [.. batch.Select(pending => pending.Call)], cancellationToken);
                foreach (var (pending, result) in batch.Zip(results))
                {
                    pending.Complete(result);
                }
            }
        }
        finally
        {
            foreach (var pending in group)
            {
                pending.Cancel(stop);
            }
        }
    }
}
