using Microsoft.Extensions.Logging;
using Sdvp.Core.Diagnostics;
using Sdvp.Core.Modules;

namespace Sdvp.Core.Execution;

/// <summary>Invokes modules so that a call can only fail itself: what a module throws becomes a failed result. Thread-safe.</summary>
internal sealed class ModuleInvoker(ILogger logger, NestedUse nested)
{
    /// <summary>Answers calls. A batch that the module throws for is halved until the calls that it does not answer are found.</summary>
    /// <param name="module">The module.</param>
    /// <param name="calls">The calls; at least one.</param>
    /// <param name="cancellationToken">Gives up; the only way to get an exception.</param>
    /// <returns>One result for each call.</returns>
    public async ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IVisualModule module, IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var name = module.Signature.Name;
        SdvpInstruments.RecordBatch(name, calls.Count);
        RunnerLog.BatchStarted(logger, name, calls.Count);
        nested.Enter();
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

    /// <summary>Answers one call of a module that does so at once.</summary>
    /// <param name="module">The module.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Gives up; the only way to get an exception.</param>
    /// <returns>The result.</returns>
    public ValueTask<ModuleResult> InvokeOneAsync(IVisualModule module, ModuleCall call, CancellationToken cancellationToken)
    {
        SdvpInstruments.RecordBatch(module.Signature.Name, 1);
        RunnerLog.BatchStarted(logger, module.Signature.Name, 1);
        ValueTask<IReadOnlyList<ModuleResult>> answering;
        try
        {
            answering = module.InvokeAsync([call], cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception error)
        {
            return new ValueTask<ModuleResult>(ModuleResult.FromError(error));
        }

        return answering.IsCompletedSuccessfully
            ? new ValueTask<ModuleResult>(Check(module, answering.Result, 1)[0])
            : AwaitOneAsync(module, answering, cancellationToken);
    }

    private static async ValueTask<ModuleResult> AwaitOneAsync(
        IVisualModule module, ValueTask<IReadOnlyList<ModuleResult>> answering, CancellationToken cancellationToken)
    {
        try
        {
            return Check(module, await answering, 1)[0];
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception error)
        {
            return ModuleResult.FromError(error);
        }
    }

    private static IReadOnlyList<ModuleResult> Check(IVisualModule module, IReadOnlyList<ModuleResult>? results, int calls)
    {
        if (results is null || results.Count != calls)
        {
            var failure = ModuleResult.FromError(new InvalidOperationException(
                $"The module {module.Signature.Name} ({module.GetType().Name}) gave {results?.Count ?? 0} results for {calls} calls; expected is one result for each call, in their order."));
            return [.. Enumerable.Repeat(failure, calls)];
        }

        for (var i = 0; i < calls; i++)
        {
            if (FindProblem(module, results[i]) is not null)
            {
                return [.. results.Select(result => FindProblem(module, result) is { } problem ? ModuleResult.FromError(new InvalidOperationException(problem)) : result)];
            }
        }

        return results;
    }

    private static string? FindProblem(IVisualModule module, ModuleResult? result) =>
        result is null ? $"The module {module.Signature.Name} ({module.GetType().Name}) gave null in place of a result."
        : result.Value is { } value && !SignatureCheck.Accepts(module.Signature.Result, value)
            ? $"The module {module.Signature.Name} ({module.GetType().Name}) gave {value.Type}, but its signature promises {module.Signature.Result}."
            : null;
}
