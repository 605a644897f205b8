using System.Threading.Tasks.Sources;

namespace Sdvp.Core.Execution;

/// <summary>
/// Knows how many lines of execution of a run set compute rather than wait for a module, and wakes the session when none does.
/// Thread-safe; one waiter, who counts as computing himself while he does not wait.
/// </summary>
internal sealed class QuiescenceGate : IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _woken;

    /// <summary>Those who compute; 1 is the waiter.</summary>
    private int _busy = 1;

    /// <summary>A line of execution begins to compute. Called before it can.</summary>
    public void Enter() => Interlocked.Increment(ref _busy);

    /// <summary>A line of execution waits or has ended. Called after everything that the waiter looks at is in place.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _busy) == 0)
        {
            // The waiter goes on here and now: he counts again before he does.
            Interlocked.Increment(ref _busy);
            _woken.SetResult(true);
        }
    }

    /// <summary>Waits until no line of execution computes.</summary>
    /// <returns>Ends then.</returns>
    public ValueTask WaitAsync()
    {
        _woken.Reset();
        var version = _woken.Version;
        if (Interlocked.Decrement(ref _busy) != 0)
        {
            return new ValueTask(this, version);
        }

        Interlocked.Increment(ref _busy);
        return default;
    }

    void IValueTaskSource.GetResult(short token) => _woken.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _woken.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _woken.OnCompleted(continuation, state, token, flags);
}
