using Sdvp.Core.Modules;

namespace Sdvp.Core.Programs;

/// <summary>Calls several modules at once.</summary>
public static class ModuleCallerExtensions
{
    /// <summary>Makes calls at once, so that they can share a batch.</summary>
    /// <param name="caller">The caller of the program, branch or composite that calls.</param>
    /// <param name="calls">Module, arguments and step of each call; each step has an index of its own.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The results in the order of the calls; never a failed one.</returns>
    /// <exception cref="ProgramExecutionException">A call failed; of several the first in order is named. The others were made nevertheless.</exception>
    public static async ValueTask<ModuleResult[]> CallAllAsync(
        this IModuleCaller caller, IReadOnlyList<(string Module, ModuleCall Call, CallSite Site)> calls, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(calls);
        var results = new ModuleResult[calls.Count];
        if (results.Length == 1)
        {
            results[0] = await caller.CallAsync(calls[0].Module, calls[0].Call, calls[0].Site, cancellationToken).ConfigureAwait(false);
            return results;
        }

        var branches = new Func<IModuleCaller, ValueTask>[results.Length];
        for (var i = 0; i < branches.Length; i++)
        {
            var index = i;
            branches[i] = async branch =>
            {
                var (module, call, site) = calls[index];
                results[index] = await branch.CallAsync(module, call, site, cancellationToken).ConfigureAwait(false);
            };
        }

        await caller.RunBranchesAsync(branches, cancellationToken).ConfigureAwait(false);
        return results;
    }
}
