using System.Diagnostics;

namespace Sdvp.Core.Execution;

/// <summary>
/// How long lines of execution of a run set computed before they waited again, which says how many of them are worth a second thread: waking one
/// costs as much as dozens of short ones. Thread-safe; it changes when threads begin, never what they compute.
/// </summary>
internal sealed class ResumePace
{
    private long _ticksOfOne;

    /// <summary>Work of less than this is done sooner than others are there to help.</summary>
    public static TimeSpan WorthHelp { get; } = TimeSpan.FromMilliseconds(0.3);

    /// <summary>Whether so many are worth a second thread, by those before.</summary>
    /// <param name="count">How many.</param>
    /// <returns>True where they are.</returns>
    public bool AreWorthHelp(int count) => Volatile.Read(ref _ticksOfOne) * (double)count > WorthHelp.TotalSeconds * Stopwatch.Frequency;

    /// <summary>Remembers some.</summary>
    /// <param name="time">The time that they took together, on one thread.</param>
    /// <param name="count">How many; at least 1.</param>
    public void Add(TimeSpan time, int count) => Volatile.Write(ref _ticksOfOne, (long)(time.TotalSeconds * Stopwatch.Frequency / count));
}
