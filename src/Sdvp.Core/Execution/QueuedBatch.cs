using Sdvp.Core.Modules;

namespace Sdvp.Core.Execution;

/// <summary>The calls of one caller that wait for a module, or are inside of it together with those of others.</summary>
internal sealed class QueuedBatch
{
    public QueuedBatch(IVisualModule module, IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken)
    {
        (Module, Calls, CancellationToken) = (module, calls, cancellationToken);
        Node = new LinkedListNode<QueuedBatch>(this);
    }

    public IVisualModule Module { get; }

    public IReadOnlyList<ModuleCall> Calls { get; }

    public CancellationToken CancellationToken { get; }

    public LinkedListNode<QueuedBatch> Node { get; }

    public TaskCompletionSource<IReadOnlyList<ModuleResult>> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the calls are inside of the module.</summary>
    public bool HasBegun { get; set; }

    /// <summary>Whether no other caller's calls are in the batch.</summary>
    public bool IsAlone { get; set; }
}
