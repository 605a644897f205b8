using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Sdvp.Core.Execution.Caching;
using Sdvp.Core.Execution.Fallbacks;
using Sdvp.Core.Execution.Replay;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Recording;

namespace Sdvp.Core.Execution;

/// <summary>What all callers of one runner share: settings, the modules' queues and the seats. Thread-safe.</summary>
internal sealed class RunnerServices
{
    private readonly ConditionalWeakTable<IVisualModule, ModuleQueue> _queues = [];
    private int _sessions;

    public required IModuleRegistry Registry { get; init; }

    public required ImmutableDictionary<string, IProgramLanguage> Languages { get; init; }

    public required int MaxConcurrentPrograms { get; init; }

    public required int MaxBatchSize { get; init; }

    /// <summary>Bytes for the results of one run set; 0 where equal calls are not shared.</summary>
    public required long SharedResultBytes { get; init; }

    public required ICallCache? Cache { get; init; }

    public required IRunFallback? Fallback { get; init; }

    /// <summary>Where calls are answered from, in place of modules; null to call modules.</summary>
    public RecordedRuns? Recorded { get; init; }

    public required ImmutableArray<IStepRecorder> Recorders { get; init; }

    public required TimeProvider Time { get; init; }

    public required ILogger Logger { get; init; }

    public required ModuleInvoker Invoker { get; init; }

    public required NestedUse Nested { get; init; }

    /// <summary>Callers that run programs at this moment hold one each; more of them wait their turn.</summary>
    public required SemaphoreSlim Seats { get; init; }

    public int Sessions => Volatile.Read(ref _sessions);

    /// <summary>Programs that one caller may have in flight: all, or a fair part where there are others.</summary>
    public int Share => Math.Max(1, MaxConcurrentPrograms / Math.Max(1, Sessions));

    /// <summary>Callers that wait for a module.</summary>
    public int WaitingFor(IVisualModule module) => _queues.TryGetValue(module, out var queue) ? queue.Waiting : 0;

    public void EnterSession() => Interlocked.Increment(ref _sessions);

    public void LeaveSession() => Interlocked.Decrement(ref _sessions);

    /// <summary>Answers a batch, in turn with other callers.</summary>
    /// <param name="module">The module.</param>
    /// <param name="calls">The calls; at most a batch.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>One result for each call.</returns>
    public ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IVisualModule module, IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken) =>
        Nested.IsInside
            ? Invoker.InvokeAsync(module, calls, cancellationToken)
            : _queues.GetValue(module, _ => new ModuleQueue(Invoker, MaxBatchSize)).InvokeAsync(module, calls, cancellationToken);
}
