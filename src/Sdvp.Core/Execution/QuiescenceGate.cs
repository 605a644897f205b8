namespace Sdvp.Core.Execution;

/// <summary>Knows how many programs compute rather than wait for a module, and tells when none does. Thread-safe; one waiter.</summary>
internal sealed class QuiescenceGate
{
    private readonly Lock _lock = new();
    private int _busy;
    private TaskCompletionSource? _waiter;

    /// <summary>A program begins to compute. Called before it can.</summary>
    public void Enter()
    {
        lock (_lock)
        {
            _busy++;
        }
    }

    /// <summary>A program waits or has ended. Called after everything that the waiter looks at is in place.</summary>
    public void Leave()
    {
        TaskCompletionSource? waiter = null;
        lock (_lock)
        {
            _busy--;
            if (_busy == 0)
            {
                waiter = _waiter;
                _waiter = null;
            }
        }

        waiter?.SetResult();
    }

    /// <summary>Waits until no program computes.</summary>
    /// <returns>A task that ends then.</returns>
    public Task WaitAsync()
    {
        lock (_lock)
        {
            if (_busy == 0)
            {
                return Task.CompletedTask;
            }

            _waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiter.Task;
        }
    }
}
