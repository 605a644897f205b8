using Sdvp.Core.Modules;

namespace Sdvp.Core.Programs;

/// <summary>
/// The one choke point: every module call of every language passes here. Recording, batching, tracing and fault isolation
/// happen behind it, once. One caller serves one run.
/// </summary>
public interface IModuleCaller
{
    /// <summary>Calls a module.</summary>
    /// <param name="module">Its name.</param>
    /// <param name="call">The arguments.</param>
    /// <param name="site">The step that calls.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The result; never a failed one.</returns>
    /// <exception cref="ProgramExecutionException">The call failed; step, span and cause are named.</exception>
    ValueTask<ModuleResult> CallAsync(string module, ModuleCall call, CallSite site, CancellationToken cancellationToken = default);
}
