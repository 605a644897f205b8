namespace Sdvp.Samples.Scenes.World;

/// <summary>A small seeded generator (xoshiro256**, seeded by SplitMix64) whose stream is the same on every platform and version.</summary>
public sealed class SceneRandom
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Initialises a stream.</summary>
    /// <param name="seed">Any number; different seeds give unrelated streams.</param>
    public SceneRandom(long seed)
    {
        var state = unchecked((ulong)seed);
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    /// <summary>A stream for a part of a seeded whole, such as one scene of a split.</summary>
    /// <param name="seed">Seed of the whole.</param>
    /// <param name="parts">What the part is; equal parts give equal streams.</param>
    /// <returns>The stream.</returns>
    public static SceneRandom For(long seed, params ReadOnlySpan<long> parts)
    {
        var state = unchecked((ulong)seed);
        foreach (var part in parts)
        {
            state = SplitMix(ref state) ^ unchecked((ulong)part * 0x9E3779B97F4A7C15UL);
        }

        return new SceneRandom(unchecked((long)SplitMix(ref state)));
    }

    /// <summary>A number in [0, 1).</summary>
    /// <returns>The number.</returns>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number in [low, high).</summary>
    /// <param name="low">Lower bound.</param>
    /// <param name="high">Upper bound.</param>
    /// <returns>The number.</returns>
    public double NextDouble(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>An integer in [0, count).</summary>
    /// <param name="count">At least 1.</param>
    /// <returns>The integer.</returns>
    public int NextInt(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return (int)(((UInt128)Next() * (UInt128)count) >> 64);
    }

    /// <summary>True with a probability.</summary>
    /// <param name="probability">In [0, 1].</param>
    /// <returns>The outcome.</returns>
    public bool NextBool(double probability = 0.5) => NextDouble() < probability;

    /// <summary>A normally distributed number of mean 0 and deviation 1, from the sum of four uniform ones (bounded by ±3.5).</summary>
    /// <returns>The number.</returns>
    public double NextGaussian() => (NextDouble() + NextDouble() + NextDouble() + NextDouble() - 2.0) * 1.7320508075688772;

    /// <summary>One of several items, all equally probable.</summary>
    /// <typeparam name="T">Kind of item.</typeparam>
    /// <param name="items">At least one.</param>
    /// <returns>The item.</returns>
    public T Pick<T>(IReadOnlyList<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return items[NextInt(items.Count)];
    }

    /// <summary>An index with a probability proportional to its weight.</summary>
    /// <param name="weights">Weights of at least 0, not all 0.</param>
    /// <returns>The index.</returns>
    public int PickWeighted(IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var left = NextDouble() * weights.Sum();
        for (var i = 0; i < weights.Count - 1; i++)
        {
            left -= weights[i];
            if (left < 0)
            {
                return i;
            }
        }

        return weights.Count - 1;
    }

    /// <summary>Puts items in random order.</summary>
    /// <typeparam name="T">Kind of item.</typeparam>
    /// <param name="items">The items; reordered in place.</param>
    public void Shuffle<T>(IList<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        for (var i = items.Count - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    private ulong Next()
    {
        var result = ulong.RotateLeft(_s1 * 5, 7) * 9;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = ulong.RotateLeft(_s3, 45);
        return result;
    }
}
