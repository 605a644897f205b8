using Sdvp.Core.Execution.Fallbacks;

namespace Sdvp.Core.Execution;

/// <summary>How a <see cref="ProgramRunner"/> schedules. Results do not depend on it, except for rounding inside of networks whose results depend on the batch.</summary>
public sealed class ProgramRunnerOptions
{
    /// <summary>
    /// Programs in flight at once; at least 1. Default: 256. More make fuller batches and hold more images in memory: as many
    /// runs again may wait, finished, for a slow consumer.
    /// </summary>
    public int MaxConcurrentPrograms { get; set; } = 256;

    /// <summary>Calls in one invocation of a module; at least 1. Default: 64.</summary>
    public int MaxBatchSize { get; set; } = 64;

    /// <summary>
    /// Answers in the place of programs that fail or were refused; null for none, so that they give runs with an error. Every use is counted and
    /// kept in <see cref="ProgramRun.Fallback"/>. Default: null.
    /// </summary>
    public IRunFallback? Fallback { get; set; }

    internal IEnumerable<string> FindProblems()
    {
        if (MaxConcurrentPrograms < 1)
        {
            yield return $"{nameof(MaxConcurrentPrograms)} is {MaxConcurrentPrograms}; expected is at least 1.";
        }

        if (MaxBatchSize < 1)
        {
            yield return $"{nameof(MaxBatchSize)} is {MaxBatchSize}; expected is at least 1.";
        }
    }
}
