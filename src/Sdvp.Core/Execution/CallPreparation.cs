using Sdvp.Core.Modules;

namespace Sdvp.Core.Execution;

/// <summary>Lets modules prepare the calls of one run set on worker threads: those of a batch before it is invoked, and those that come next meanwhile.</summary>
internal sealed class CallPreparation
{
    private Task _ahead = Task.CompletedTask;

    /// <summary>Prepares calls, on this thread and on others as far as they are free.</summary>
    /// <param name="module">Their module.</param>
    /// <param name="calls">The calls.</param>
    public static void Prepare(IVisualModule module, IReadOnlyList<ModuleCall> calls)
    {
        if (module is IPreparingModule preparing)
        {
            Parallel.For(0, calls.Count, i => Prepare(preparing, calls[i]));
        }
    }

    /// <summary>Begins to prepare calls, unless it is still at work on earlier ones.</summary>
    /// <param name="calls">Calls that wait; of any modules.</param>
    public void Begin(IReadOnlyList<PendingCall> calls)
    {
        if (calls.Count > 0 && _ahead.IsCompleted)
        {
            _ahead = Task.Run(() => Parallel.ForEach(calls, call => Prepare((IPreparingModule)call.Module, call.Call)));
        }
    }

    /// <summary>Ends when nothing is at work.</summary>
    public Task EndAsync() => _ahead;

    private static void Prepare(IPreparingModule module, ModuleCall call)
    {
        try
        {
            module.Prepare(call);
        }
        catch (Exception)
        {
            // Nobody waits for it here. Invoking the call meets the problem again, and tells it to the program.
        }
    }
}
