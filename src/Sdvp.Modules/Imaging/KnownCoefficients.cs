using System.Collections.Concurrent;

namespace Sdvp.Modules.Imaging;

/// <summary>
/// Remembers the weights of sizes that were resized before: for small images they cost as much as the resizing. Forgets all of them when they take
/// more than some megabytes. Thread-safe.
/// </summary>
internal static class KnownCoefficients
{
    /// <summary>All together; about 20 bytes each.</summary>
    private const int MostWeights = 1 << 19;

    private static readonly ConcurrentDictionary<(int Source, int Target, ResampleFilter Filter), ResampleCoefficients> Known = new();
    private static readonly Lock Adding = new();
    private static int _weights;

    /// <summary>Gives the weights of one axis.</summary>
    /// <param name="source">Source pixels; at least 1.</param>
    /// <param name="target">Target pixels; at least 1.</param>
    /// <param name="filter">The filter.</param>
    /// <returns>The weights.</returns>
    public static ResampleCoefficients Get(int source, int target, ResampleFilter filter)
    {
        if (Known.TryGetValue((source, target, filter), out var known))
        {
            return known;
        }

        var made = new ResampleCoefficients(source, target, filter);
        lock (Adding)
        {
            if (_weights + made.Length > MostWeights)
            {
                Known.Clear();
                _weights = 0;
            }

            if (made.Length <= MostWeights && Known.TryAdd((source, target, filter), made))
            {
                _weights += made.Length;
            }
        }

        return made;
    }
}
