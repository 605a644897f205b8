using System.Runtime.ExceptionServices;
using Sdvp.Core.Modules;

namespace Sdvp.Core.Programs;

/// <summary>
/// The one choke point: every module call of every language passes here. Recording, batching, tracing and fault isolation
/// happen behind it, once. One caller serves one run, and inside of the run one line of execution, which makes one call at a time;
/// <see cref="RunBranchesAsync"/> gives each branch a caller of its own.
/// </summary>
/// <remarks>
/// A run waits for modules when all of its branches wait. Therefore what is to run at the same time is said to the caller: a language never
/// leaves a call unawaited and never uses one caller from two lines of execution.
/// </remarks>
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

    /// <summary>
    /// Runs branches of the program at once, so that calls of different branches can share a batch. They begin in order on the calling
    /// thread; each goes on by itself from its first wait on, possibly on another thread. What they do must not depend on how they interleave.
    /// </summary>
    /// <param name="branches">The branches. Each is given the caller for its calls, which it must not use when it has ended.</param>
    /// <param name="cancellationToken">Throws in place of the result when all branches have ended; they look at it themselves.</param>
    /// <returns>Ends when every branch has ended, also where one failed.</returns>
    /// <exception cref="Exception">What the first branch in order threw that did not end well; the others ran to their ends nevertheless.</exception>
    /// <remarks>A caller that does not override this runs one branch after the other.</remarks>
    async ValueTask RunBranchesAsync(IReadOnlyList<Func<IModuleCaller, ValueTask>> branches, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(branches);
        ExceptionDispatchInfo? first = null;
        foreach (var branch in branches)
        {
            try
            {
                await branch(this).ConfigureAwait(false);
            }
            catch (Exception error)
            {
                first ??= ExceptionDispatchInfo.Capture(error);
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        first?.Throw();
    }

    /// <summary>
    /// Makes a composite call: one that the language answers itself by calling modules, such as <c>exists</c>, which finds regions and asks
    /// about each. It is recorded like any call, as the parent of the calls that its body makes.
    /// </summary>
    /// <param name="name">The composite's name.</param>
    /// <param name="version">The identity of what it computes apart from its children, such as <c>exists/1</c>.</param>
    /// <param name="call">The arguments, thresholds included.</param>
    /// <param name="site">The step that calls. Children have greater step indices.</param>
    /// <param name="body">
    /// Computes the result. Is given the caller for the children, which it must not use when it has ended. Scores go into the result's
    /// <see cref="ModuleResult.Distribution"/> and <see cref="ModuleResult.Proposals"/>.
    /// </param>
    /// <param name="cancellationToken">Gives up; the body looks at it itself.</param>
    /// <returns>The body's result; never a failed one.</returns>
    /// <exception cref="ProgramExecutionException">The body gave a failed result, or a call in it failed.</exception>
    /// <exception cref="Exception">What the body threw, as it was thrown; it is recorded as the composite's failure.</exception>
    /// <remarks>A caller that does not override this runs the body and records nothing.</remarks>
    async ValueTask<ModuleResult> CallCompositeAsync(
        string name, ModuleVersion version, ModuleCall call, CallSite site, Func<IModuleCaller, ValueTask<ModuleResult>> body, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        var result = await body(this).ConfigureAwait(false);
        return result.Error is null
            ? result
            : throw new ProgramExecutionException($"{name} failed: {result.Error.Message}", name, site, result.Error);
    }
}
