using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Sdvp.Core.Execution.Fallbacks;
using Sdvp.Core.Execution.Replay;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Recording;

namespace Sdvp.Core.Execution;

/// <summary>What all runs of one runner share.</summary>
internal sealed class RunnerServices
{
    public required IModuleRegistry Registry { get; init; }

    public required ImmutableDictionary<string, IProgramLanguage> Languages { get; init; }

    public required int MaxConcurrentPrograms { get; init; }

    public required int MaxBatchSize { get; init; }

    public required IRunFallback? Fallback { get; init; }

    /// <summary>Where calls are answered from, in place of modules; null to call modules.</summary>
    public RecordedRuns? Recorded { get; init; }

    public required ImmutableArray<IStepRecorder> Recorders { get; init; }

    public required TimeProvider Time { get; init; }

    public required ILogger Logger { get; init; }
}
