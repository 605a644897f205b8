using System.Collections.Concurrent;
using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;

namespace Sdvp.Distillation.Labelling.Credit;

/// <summary>
/// Answers the calls of a program that is executed again: with what is put in, else with what was recorded, else (for a call that was never made, because a value
/// before it has changed) from the module itself, once. Thread-safe.
/// </summary>
internal sealed class ReplayingCaller(
    ImmutableDictionary<string, IVisualModule> modules,
    IReadOnlyDictionary<CallKey, ModuleResult> replaced,
    ConcurrentDictionary<CallKey, ModuleResult> known) : IModuleCaller
{
    public async ValueTask<ModuleResult> CallAsync(string module, ModuleCall call, CallSite site, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        var key = CallKey.Of(module, call);
        if (replaced.TryGetValue(key, out var result) || known.TryGetValue(key, out result))
        {
            return result;
        }

        cancellationToken.ThrowIfCancellationRequested();
        result = await InvokeAsync(module, call, cancellationToken).ConfigureAwait(false);
        return result.Error is { } error
            ? throw new ProgramExecutionException($"Step {site.StepIndex} ({module} at {site.Span}), executed again with another value before it, failed: {error.Message}", module, site, error)
            : known.GetOrAdd(key, result);
    }

    private async ValueTask<ModuleResult> InvokeAsync(string name, ModuleCall call, CancellationToken cancellationToken)
    {
        if (!modules.TryGetValue(name, out var module))
        {
            return ModuleResult.FromError(new InvalidOperationException($"No module is named {name}."));
        }

        try
        {
            var results = await module.InvokeAsync([call], cancellationToken).ConfigureAwait(false);
            return results.Count == 1 ? results[0] : ModuleResult.FromError(new InvalidOperationException($"{name} gave {results.Count} results to one call."));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return ModuleResult.FromError(error);
        }
    }
}
