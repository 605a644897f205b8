using Sdvp.Core.Diagnostics;
using Sdvp.Core.Execution.Caching;
using Sdvp.Core.Modules;

namespace Sdvp.Core.Execution;

/// <summary>Answers the calls of one run set: each of equal ones once, from the run set or the host's cache where it is known, by the module otherwise.</summary>
internal sealed class CallAnswerer(RunnerServices services)
{
    /// <summary>Results that are shared from the next round on, when every program waits: before, it would depend on timing who finds them.</summary>
    private readonly List<(CallContent Content, ModuleResult Result)> _fresh = [];

    private readonly CallPreparation _preparation = new();

    private readonly ResumePace _pace = new();

    /// <summary>The results so far by content; null where equal calls are not shared.</summary>
    public SharedResults? Shared { get; } = services.SharedResultBytes > 0 ? new SharedResults(services.SharedResultBytes) : null;

    /// <summary>Answers calls, in batches.</summary>
    /// <param name="calls">Calls of one module, in order; there may be none.</param>
    /// <param name="next">Calls of other modules that can be prepared meanwhile; at most a batch.</param>
    /// <param name="stop">What calls that get no answer are cancelled with.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Ends when all calls have ended.</returns>
    public async ValueTask AnswerOneModuleAsync(List<PendingCall> calls, List<PendingCall> next, CancellationToken stop, CancellationToken cancellationToken)
    {
        try
        {
            var open = Shared is { } shared ? AnswerFromRunSet(shared, CallGroup.Collect(calls)) : [.. calls.Select(call => new CallGroup(call))];
            open = services.Cache is { } cache ? await AnswerFromCacheAsync(cache, open, cancellationToken) : open;
            if (open.Count > services.MaxBatchSize && open[0].First.Module is IPaddedModule padded)
            {
                open = [.. open.OrderBy(group => padded.LengthOf(group.First.Call))];
            }

            for (var start = 0; start < open.Count; start += services.MaxBatchSize)
            {
                var batch = open.GetRange(start, Math.Min(services.MaxBatchSize, open.Count - start));
                var end = start + batch.Count;
                var later = open[0].First.Module is IPreparingModule ? open.Skip(end).Take(services.MaxBatchSize).Select(group => group.First) : [];
                _preparation.Begin([.. later.Concat(next).Take(services.MaxBatchSize)]);
                await AnswerAsync(batch, isLast: end == open.Count, cancellationToken);
            }
        }
        finally
        {
            foreach (var call in calls)
            {
                call.Cancel(stop);
            }
        }
    }

    /// <summary>Ends when no call is being prepared.</summary>
    public Task EndPreparationAsync() => _preparation.EndAsync();

    private async ValueTask AnswerAsync(List<CallGroup> batch, bool isLast, CancellationToken cancellationToken)
    {
        var calls = new ModuleCall[batch.Count];
        for (var i = 0; i < calls.Length; i++)
        {
            calls[i] = batch[i].First.Call;
        }

        CallPreparation.Prepare(batch[0].First.Module, calls);
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

    /// <summary>Makes the results since the last time known to all programs. Called while every program waits.</summary>
    public void ShareFreshResults()
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
    private async ValueTask<List<CallGroup>> AnswerFromCacheAsync(ICallCache cache, List<CallGroup> groups, CancellationToken cancellationToken)
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

        var batch = new ResumeBatch(resumed, _pace);
        if (isLast)
        {
            batch.Run();
        }
        else if (resumed.Count > 0)
        {
            batch.RunElsewhere();
        }
    }
}
