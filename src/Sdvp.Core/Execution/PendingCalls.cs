using Sdvp.Core.Modules;

namespace Sdvp.Core.Execution;

/// <summary>The calls of a run set that wait for a batch, by module. Thread-safe.</summary>
internal sealed class PendingCalls
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IVisualModule, List<PendingCall>> _byModule = new(ReferenceEqualityComparer.Instance);
    private CancellationToken? _closed;

    public void Add(PendingCall call)
    {
        CancellationToken? closed;
        lock (_lock)
        {
            closed = _closed;
            if (closed is null)
            {
                if (!_byModule.TryGetValue(call.Module, out var calls))
                {
                    _byModule.Add(call.Module, calls = []);
                }

                calls.Add(call);
            }
        }

        if (closed is { } token)
        {
            call.Cancel(token);
        }
    }

    /// <summary>
    /// Takes all calls of the module that most calls wait for, in the order of requests and steps. Of two such modules the one with the
    /// lesser name goes first, and of two versions of one module the one whose oldest request is older.
    /// </summary>
    /// <returns>The calls; empty where none waits.</returns>
    public List<PendingCall> TakeLargestGroup()
    {
        lock (_lock)
        {
            List<PendingCall>? largest = null;
            foreach (var (module, calls) in _byModule)
            {
                calls.RemoveAll(static call => call.HasEnded);
                if (calls.Count == 0)
                {
                    _byModule.Remove(module);
                }
                else if (largest is null || GoesFirst(calls, largest))
                {
                    largest = calls;
                }
            }

            if (largest is null)
            {
                return [];
            }

            _byModule.Remove(largest[0].Module);
            Sort(largest);
            return largest;
        }
    }

    /// <summary>Calls that wait and that their modules can prepare.</summary>
    /// <param name="most">How many at most.</param>
    /// <returns>The calls; they go on waiting.</returns>
    public List<PendingCall> FindPreparable(int most)
    {
        var found = new List<PendingCall>();
        lock (_lock)
        {
            foreach (var (module, calls) in _byModule)
            {
                if (module is IPreparingModule)
                {
                    found.AddRange(calls.Take(most - found.Count));
                }
            }
        }

        return found;
    }

    /// <summary>Cancels the calls that wait and those that come later.</summary>
    /// <param name="cancellationToken">The token that they are cancelled with.</param>
    public void Close(CancellationToken cancellationToken)
    {
        List<PendingCall> calls;
        lock (_lock)
        {
            _closed = cancellationToken;
            calls = [.. _byModule.Values.SelectMany(waiting => waiting)];
            _byModule.Clear();
        }

        foreach (var call in calls)
        {
            call.Cancel(cancellationToken);
        }
    }

    private static bool GoesFirst(List<PendingCall> calls, List<PendingCall> other)
    {
        if (calls.Count != other.Count)
        {
            return calls.Count > other.Count;
        }

        var names = string.CompareOrdinal(calls[0].Module.Signature.Name, other[0].Module.Signature.Name);
        return names != 0 ? names < 0 : calls.Min(call => call.RequestOrder) < other.Min(call => call.RequestOrder);
    }

    private static void Sort(List<PendingCall> calls)
    {
        for (var i = 1; i < calls.Count; i++)
        {
            if (Compare(calls[i - 1], calls[i]) > 0)
            {
                calls.Sort(Compare);
                return;
            }
        }
    }

    private static int Compare(PendingCall first, PendingCall second)
    {
        var requests = first.RequestOrder.CompareTo(second.RequestOrder);
        return requests != 0 ? requests : first.StepIndex.CompareTo(second.StepIndex);
    }
}
