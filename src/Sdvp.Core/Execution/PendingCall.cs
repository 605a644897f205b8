using System.Threading.Tasks.Sources;
using Sdvp.Core.Execution.Caching;
using Sdvp.Core.Modules;

namespace Sdvp.Core.Execution;

/// <summary>A call that waits for its batch. Ends once: by its result, by its failure or by cancellation.</summary>
internal sealed class PendingCall(IVisualModule module, ModuleCall call, CallContent? content, long requestOrder, int stepIndex, QuiescenceGate gate)
    : IValueTaskSource<ModuleResult>, IResumable
{
    private ManualResetValueTaskSourceCore<ModuleResult> _result;
    private ModuleResult? _answer;
    private CancellationToken _cancelled;
    private int _ended;

    public IVisualModule Module => module;

    public ModuleCall Call => call;

    /// <summary>By which equal calls are known; null where they are not to be shared.</summary>
    public CallContent? Content => content;

    public long RequestOrder => requestOrder;

    public int StepIndex => stepIndex;

    public bool HasEnded => Volatile.Read(ref _ended) != 0;

    /// <summary>Waits for the end.</summary>
    public ValueTask<ModuleResult> Task => new(this, _result.Version);

    /// <summary>Ends the call. The line of execution counts as computing from here on; whoever ends the call resumes it.</summary>
    /// <param name="result">The result.</param>
    /// <returns>True where the call had not ended.</returns>
    public bool TryEnd(ModuleResult result)
    {
        if (!TryLeaveWaiting())
        {
            return false;
        }

        _answer = result;
        return true;
    }

    /// <summary>Ends the call and resumes its line of execution on another thread.</summary>
    /// <param name="cancellationToken">The token that it is cancelled with.</param>
    public void Cancel(CancellationToken cancellationToken)
    {
        if (TryLeaveWaiting())
        {
            _cancelled = cancellationToken;
            ThreadPool.UnsafeQueueUserWorkItem(static call => call.Resume(), this, preferLocal: false);
        }
    }

    public void Resume()
    {
        if (_answer is { } answer)
        {
            _result.SetResult(answer);
        }
        else
        {
            _result.SetException(new OperationCanceledException(_cancelled));
        }
    }

    ModuleResult IValueTaskSource<ModuleResult>.GetResult(short token) => _result.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<ModuleResult>.GetStatus(short token) => _result.GetStatus(token);

    void IValueTaskSource<ModuleResult>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _result.OnCompleted(continuation, state, token, flags);

    /// <summary>The line of execution counts as computing before it is woken, or the session could take it for waiting.</summary>
    private bool TryLeaveWaiting()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
        {
            return false;
        }

        gate.Enter();
        return true;
    }
}
