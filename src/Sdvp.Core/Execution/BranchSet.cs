using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Sdvp.Core.Programs;

namespace Sdvp.Core.Execution;

/// <summary>
/// Branches of one run that go on at once. Each counts as computing from its start to its end; the last to end hands its count to whoever
/// joins them, so that the run is never taken for waiting in between.
/// </summary>
internal sealed class BranchSet(QuiescenceGate gate, int count)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ExceptionDispatchInfo?[]? _failures;

    /// <summary>Branches that have not ended, and the one who joins them.</summary>
    private int _running = count + 1;

    /// <summary>What the first branch in order threw; null where none did. Asked for when all have ended.</summary>
    public ExceptionDispatchInfo? FirstFailure => _failures?.FirstOrDefault(failure => failure is not null);

    /// <summary>Starts a branch on this thread; comes back when it waits or has ended.</summary>
    /// <param name="branch">The branch.</param>
    /// <param name="index">Its place.</param>
    /// <param name="caller">Its caller.</param>
    public void Start(Func<IModuleCaller, ValueTask> branch, int index, RunCaller caller)
    {
        gate.Enter();
        ValueTask execution;
        try
        {
            // Branches start branches: a stack that grows short goes on elsewhere.
            execution = RuntimeHelpers.TryEnsureSufficientExecutionStack()
                ? branch(caller)
                : new ValueTask(Task.Run(() => branch(caller).AsTask(), CancellationToken.None));
        }
        catch (Exception error)
        {
            Fail(index, error);
            EndOne(caller);
            return;
        }

        if (execution.IsCompletedSuccessfully)
        {
            EndOne(caller);
            return;
        }

        _ = AwaitAsync(execution, index, caller);
    }

    /// <summary>Waits for all branches.</summary>
    /// <returns>A task that ends then, with the waiter counted as computing.</returns>
    public Task JoinAsync()
    {
        if (Interlocked.Decrement(ref _running) == 0)
        {
            return Task.CompletedTask;
        }

        gate.Leave();
        return _ended.Task;
    }

    private async Task AwaitAsync(ValueTask execution, int index, RunCaller caller)
    {
        try
        {
            await execution;
        }
        catch (Exception error)
        {
            Fail(index, error);
        }

        EndOne(caller);
    }

    private void Fail(int index, Exception error)
    {
        var failures = _failures;
        if (failures is null)
        {
            var made = new ExceptionDispatchInfo?[count];
            failures = Interlocked.CompareExchange(ref _failures, made, null) ?? made;
        }

        failures[index] = ExceptionDispatchInfo.Capture(error);
    }

    private void EndOne(RunCaller caller)
    {
        caller.End();
        if (Interlocked.Decrement(ref _running) == 0)
        {
            _ended.SetResult();
        }
        else
        {
            gate.Leave();
        }
    }
}
