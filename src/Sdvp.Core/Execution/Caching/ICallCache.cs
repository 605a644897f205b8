using Sdvp.Core.Modules;

namespace Sdvp.Core.Execution.Caching;

/// <summary>
/// Keeps results of module calls beyond a run set, by module, version and content of the arguments. Implementations are thread-safe, keep no
/// failures and may forget at any time.
/// </summary>
public interface ICallCache
{
    /// <summary>Looks for a result.</summary>
    /// <param name="key">The call.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The result; null where it is not there.</returns>
    ValueTask<ModuleResult?> FindAsync(CallKey key, CancellationToken cancellationToken = default);

    /// <summary>Keeps a result.</summary>
    /// <param name="key">The call.</param>
    /// <param name="result">Its result; not a failed one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Ends when the result is kept.</returns>
    ValueTask AddAsync(CallKey key, ModuleResult result, CancellationToken cancellationToken = default);
}
