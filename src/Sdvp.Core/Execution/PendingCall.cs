using Sdvp.Core.Modules;

namespace Sdvp.Core.Execution;

/// <summary>A call that waits for its batch. Completes once: by its result, by its failure or by cancellation.</summary>
internal sealed class PendingCall(IVisualModule module, ModuleCall call, long requestOrder, int stepIndex, QuiescenceGate gate)
{
    private readonly TaskCompletionSource<ModuleResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _completed;

    public IVisualModule Module => module;

    public ModuleCall Call => call;

    public long RequestOrder => requestOrder;

    public int StepIndex => stepIndex;

    public bool IsCompleted => Volatile.Read(ref _completed) != 0;

    public void Complete(ModuleResult result)
    {
        if (TryLeaveWaiting())
        {
            _completion.SetResult(result);
        }
    }

    public void Cancel(CancellationToken cancellationToken)
    {
        if (TryLeaveWaiting())
        {
            _completion.SetCanceled(cancellationToken);
        }
    }

    public async Task<ModuleResult> WaitAsync(CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.UnsafeRegister(
            static (call, token) => ((PendingCall)call!).Cancel(token), this);
        return await _completion.Task;
    }

    /// <summary>The program counts as computing before it is woken, or the dispatcher could take it for waiting.</summary>
    private bool TryLeaveWaiting()
    {
        if (Interlocked.Exchange(ref _completed, 1) != 0)
        {
            return false;
        }

        gate.Enter();
        return true;
    }
}
