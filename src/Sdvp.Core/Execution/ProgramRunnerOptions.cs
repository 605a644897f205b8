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
