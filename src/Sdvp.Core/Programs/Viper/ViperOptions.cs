namespace Sdvp.Core.Programs.Viper;

/// <summary>What Viper programs may spend, and which modules stand behind their API. Read when a language is made.</summary>
public sealed class ViperOptions
{
    /// <summary>Steps of computation in a run; at least 1. A step is an instruction, or an item that a built-in function looks at. Default: 10,000,000.</summary>
    public long MaximumSteps { get; set; } = 10_000_000;

    /// <summary>Time that a run may compute; more than zero. Waiting for modules does not count. Default: 10 seconds.</summary>
    public TimeSpan MaximumDuration { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Items that a run may make, counted over the whole run: each item of a container is one or a few, and so are 16 characters of text.
    /// At least 1. Default: 1,000,000, which keeps a run below 200 MB.
    /// </summary>
    public long MaximumItems { get; set; } = 1_000_000;

    /// <summary>Calls of functions inside of each other; at least 1, at most 100,000. Default: 1,000.</summary>
    public int MaximumDepth { get; set; } = 1_000;

    internal IEnumerable<string> FindProblems()
    {
        if (MaximumSteps < 1)
        {
            yield return $"{nameof(MaximumSteps)} is {MaximumSteps}; expected is at least 1.";
        }

        if (MaximumDuration <= TimeSpan.Zero)
        {
            yield return $"{nameof(MaximumDuration)} is {MaximumDuration}; expected is more than zero.";
        }

        if (MaximumItems < 1)
        {
            yield return $"{nameof(MaximumItems)} is {MaximumItems}; expected is at least 1.";
        }

        if (MaximumDepth is < 1 or > 100_000)
        {
            yield return $"{nameof(MaximumDepth)} is {MaximumDepth}; expected is from 1 to 100,000.";
        }
    }
}
