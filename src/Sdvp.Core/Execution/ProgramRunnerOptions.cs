using Sdvp.Core.Execution.Caching;
using Sdvp.Core.Execution.Fallbacks;

namespace Sdvp.Core.Execution;

/// <summary>How a <see cref="ProgramRunner"/> schedules. Results do not depend on it, except for rounding inside of networks whose results depend on the batch.</summary>
public sealed class ProgramRunnerOptions
{
    /// <summary>
    /// Programs in flight at once, of all callers of the runner together; at least 1. Default: 256. More make fuller batches and hold more
    /// images in memory: as many runs again may wait, finished, for a slow consumer. Each of several callers has an equal part, and at
    /// least one program; callers beyond this number wait their turn.
    /// </summary>
    public int MaxConcurrentPrograms { get; set; } = 256;

    /// <summary>Calls in one invocation of a module; at least 1. Default: 64.</summary>
    public int MaxBatchSize { get; set; } = 64;

    /// <summary>
    /// Bytes for the results of one run set, by which calls of the same module version with the same arguments are made once, however many
    /// programs make them; at least 0. The oldest results go first. 0 makes every call. Default: 16 MiB. Modules that are not
    /// <see cref="Modules.IVisualModule.IsDeterministic"/>, and those that are asked at once, are not affected.
    /// </summary>
    public long SharedResultBytes { get; set; } = 16L << 20;

    /// <summary>Keeps results beyond a run set; null for none. Default: null. It belongs to the host.</summary>
    public ICallCache? Cache { get; set; }

    /// <summary>
    /// Answers in the place of programs that fail or were refused; null for none, so that they give runs with an error. Every use is counted and
    /// kept in <see cref="ProgramRun.Fallback"/>. Default: null.
    /// </summary>
    public IRunFallback? Fallback { get; set; }

    /// <summary>These options with what the host registered.</summary>
    internal ProgramRunnerOptions With(IRunFallback? fallback, ICallCache? cache) => new()
    {
        MaxConcurrentPrograms = MaxConcurrentPrograms,
        MaxBatchSize = MaxBatchSize,
        SharedResultBytes = SharedResultBytes,
        Cache = cache,
        Fallback = fallback,
    };

    internal IEnumerable<string> FindProblems()
    {
        if (MaxConcurrentPrograms < 1)
        {
            yield return $"{nameof(MaxConcurrentPrograms)} is {MaxConcurrentPrograms}; expected is at least 1.";
        }

        if (SharedResultBytes < 0)
        {
            yield return $"{nameof(SharedResultBytes)} is {SharedResultBytes}; expected is at least 0.";
        }

        if (MaxBatchSize < 1)
        {
            yield return $"{nameof(MaxBatchSize)} is {MaxBatchSize}; expected is at least 1.";
        }
    }
}
