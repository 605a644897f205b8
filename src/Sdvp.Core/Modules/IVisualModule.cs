namespace Sdvp.Core.Modules;

/// <summary>
/// A sub-module that programs call. Works on batches by nature; <see cref="SingleCallModule"/> serves those that do not.
/// Implementations are thread-safe and do not change while they are in use: training makes a new module.
/// </summary>
public interface IVisualModule
{
    /// <summary>How programs call this module.</summary>
    ModuleSignature Signature { get; }

    /// <summary>The identity of what this module computes.</summary>
    ModuleVersion Version { get; }

    /// <summary>
    /// Whether equal calls have equal results, so that the result of one may stand for another. Default: true. A language model that samples
    /// says false and is asked every time.
    /// </summary>
    bool IsDeterministic => true;

    /// <summary>Answers calls.</summary>
    /// <param name="calls">The calls; at least one.</param>
    /// <param name="cancellationToken">Gives up the whole batch.</param>
    /// <returns>One result for each call, in their order. A call that fails gives a failed result.</returns>
    ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default);
}
