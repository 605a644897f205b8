using System.Collections.Immutable;
using Sdvp.Core.Modules;

namespace Sdvp.Core.Execution;

/// <summary>The calls that wait for a batch. Thread-safe.</summary>
internal sealed class PendingCalls
{
    private readonly Lock _lock = new();
    private readonly List<PendingCall> _calls = [];
    private CancellationToken? _closed;

    public void Add(PendingCall call)
    {
        CancellationToken? closed;
        lock (_lock)
        {
            closed = _closed;
            if (closed is null)
            {
                _calls.Add(call);
            }
        }

        if (closed is { } token)
        {
            call.Cancel(token);
        }
    }

    /// <summary>
    /// Takes all calls of the module that most calls wait for, in the order of requests. Of two such modules the one with the
    /// lesser name goes first, and of two versions of one module the one whose oldest request is older.
    /// </summary>
    /// <returns>The calls; empty where none waits.</returns>
    public ImmutableArray<PendingCall> TakeLargestGroup()
    {
        lock (_lock)
        {
            _calls.RemoveAll(call => call.IsCompleted);
            _calls.Sort(static (a, b) => (a.RequestOrder, a.StepIndex).CompareTo((b.RequestOrder, b.StepIndex)));
            var group = _calls
                .GroupBy(call => call.Module, ReferenceEqualityComparer.Instance)
                .OrderByDescending(calls => calls.Count())
                .ThenBy(calls => ((IVisualModule)calls.Key!).Signature.Name, StringComparer.Ordinal)
                .ThenBy(calls => calls.First().RequestOrder)
                .FirstOrDefault();
            if (group is null)
            {
                return [];
            }

            ImmutableArray<PendingCall> taken = [.. group];
            _calls.RemoveAll(call => ReferenceEquals(call.Module, group.Key));
            return taken;
        }
    }

    /// <summary>Cancels the calls that wait and those that come later.</summary>
    /// <param name="cancellationToken">The token that they are cancelled with.</param>
    public void Close(CancellationToken cancellationToken)
    {
        ImmutableArray<PendingCall> calls;
        lock (_lock)
        {
            _closed = cancellationToken;
            calls = [.. _calls];
            _calls.Clear();
        }

        foreach (var call in calls)
        {
            call.Cancel(cancellationToken);
        }
    }
}
