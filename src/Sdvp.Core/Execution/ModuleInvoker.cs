using Microsoft.Extensions.Logging;
using Sdvp.Core.Diagnostics;
using Sdvp.Core.Modules;

namespace Sdvp.Core.Execution;

/// <summary>Invokes modules so that a call can only fail itself: what a module throws becomes a failed result.</summary>
internal sealed class ModuleInvoker(ILogger logger)
{
    /// <summary>Answers calls. A batch that the module throws for is halved until the calls that it does not answer are found.</summary>
    /// <param name="module">The module.</param>
    /// <param name="calls">The calls; at least one.</param>
    /// <param name="cancellationToken">Gives up; the only way to get an exception.</param>
    /// <returns>One result for each call.</returns>
    public async Task<IReadOnlyList<ModuleResult>> InvokeAsync(IVisualModule module, IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var name = module.Signature.Name;
        SdvpInstruments.RecordBatch(name, calls.Count);
        RunnerLog.BatchStarted(logger, name, calls.Count);
        IReadOnlyList<ModuleResult>? results;
        try
        {
            results = await module.InvokeAsync(calls, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception error)
        {
            if (calls.Count == 1)
            {
                return [ModuleResult.FromError(error)];
            }

            RunnerLog.BatchSplit(logger, error, name, calls.Count);
            var half = calls.Count / 2;
            var first = await InvokeAsync(module, [.. calls.Take(half)], cancellationToken);
            var second = await InvokeAsync(module, [.. calls.Skip(half)], cancellationToken);
            return [.. first, .. second];
        }

        return Check(module, results, calls.Count);
    }

    private static IReadOnlyList<ModuleResult> Check(IVisualModule module, IReadOnlyList<ModuleResult>? results, int calls)
    {
        if (results is null || results.Count != calls)
        {
            var failure = ModuleResult.FromError(new InvalidOperationException(
                $"The module {module.Signature.Name} ({module.GetType().Name}) gave {results?.Count ?? 0} results for {calls} calls; expected is one result for each call, in their order."));
            return [.. Enumerable.Repeat(failure, calls)];
        }

        return [.. results.Select(result => CheckOne(module, result))];
    }

    private static ModuleResult CheckOne(IVisualModule module, ModuleResult? result)
    {
        if (result is null)
        {
            return ModuleResult.FromError(new InvalidOperationException(
                $"The module {module.Signature.Name} ({module.GetType().Name}) gave null in place of a result."));
        }

        return result.Value is { } value && !SignatureCheck.Accepts(module.Signature.Result, value)
            ? ModuleResult.FromError(new InvalidOperationException(
                $"The module {module.Signature.Name} ({module.GetType().Name}) gave {value.Type}, but its signature promises {module.Signature.Result}."))
            : result;
    }
}
