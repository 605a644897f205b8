using System.Diagnostics;

namespace Sdvp.Benchmarks.Measuring;

/// <summary>Measures so that a busy machine changes little: what is compared runs in turn, and medians count.</summary>
internal static class Paired
{
    /// <summary>The runtime compiles what runs often again, in steps: so long and so often something runs before it counts.</summary>
    private static readonly TimeSpan ShortestWarmUp = TimeSpan.FromSeconds(1.5);

    /// <summary>The shortest warm-up of much managed code: one process in four had not compiled all of it after the usual one, and took up to four times as long.</summary>
    public static readonly TimeSpan ManagedWarmUp = TimeSpan.FromSeconds(3);

    private const int WarmUpRounds = 12;

    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(8);

    /// <summary>Runs two things in turn and compares them round by round.</summary>
    /// <param name="rounds">How often, warm-up not counted.</param>
    /// <param name="first">Measures one; gives seconds.</param>
    /// <param name="second">Measures the other; gives seconds.</param>
    /// <param name="warmUp">What is warmed up.</param>
    /// <param name="shortest">How long at least; null for the usual.</param>
    /// <returns>The medians of both, and of second over first.</returns>
    public static async Task<(double First, double Second, double Ratio)> MeasureAsync(
        int rounds, Func<Task<double>> first, Func<Task<double>> second, WarmUp warmUp = WarmUp.Both, TimeSpan? shortest = null)
    {
        var (firsts, seconds) = (new List<double>(), new List<double>());
        await (warmUp == WarmUp.None ? first() : WarmUpAsync(first, shortest ?? ShortestWarmUp));
        await (warmUp == WarmUp.Both ? WarmUpAsync(second, shortest ?? ShortestWarmUp) : second());

        for (var round = 0; round < rounds; round++)
        {
            firsts.Add(await first());
            seconds.Add(await second());
        }

        return (Median(firsts), Median(seconds), Median([.. firsts.Zip(seconds, (a, b) => b / a)]));
    }

    /// <summary>Runs one thing several times; it is managed code.</summary>
    /// <param name="rounds">How often, warm-up not counted.</param>
    /// <param name="measure">Measures it.</param>
    /// <returns>The median.</returns>
    public static async Task<double> MedianAsync(int rounds, Func<Task<double>> measure)
    {
        var values = new List<double>();
        await WarmUpAsync(measure, ManagedWarmUp);
        for (var round = 0; round < rounds; round++)
        {
            values.Add(await measure());
        }

        return Median(values);
    }

    /// <summary>Seconds that this process spent on processors, all threads together; other processes do not count.</summary>
    /// <param name="work">The work.</param>
    /// <returns>The seconds.</returns>
    public static async Task<double> ProcessorSecondsAsync(Func<Task> work)
    {
        using var process = Process.GetCurrentProcess();
        process.Refresh();
        var before = process.TotalProcessorTime;
        await work();
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalSeconds;
    }

    /// <summary>Seconds on the clock.</summary>
    /// <param name="work">The work.</param>
    /// <returns>The seconds.</returns>
    public static async Task<double> ClockSecondsAsync(Func<Task> work)
    {
        var begin = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    private static async Task WarmUpAsync(Func<Task<double>> measure, TimeSpan shortest)
    {
        var begin = Stopwatch.GetTimestamp();
        for (var round = 0; (round < WarmUpRounds || Stopwatch.GetElapsedTime(begin) < shortest) && Stopwatch.GetElapsedTime(begin) < LongestWarmUp; round++)
        {
            await measure();
        }
    }

    public static double Median(IReadOnlyCollection<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
