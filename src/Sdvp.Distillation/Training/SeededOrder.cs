namespace Sdvp.Distillation.Training;

/// <summary>Randomness that depends on its seed alone: not on the runtime's generator, nor on what was drawn before (SplitMix64, Fisher-Yates).</summary>
internal static class SeededOrder
{
    /// <summary>Makes one seed of several numbers; never negative.</summary>
    public static long Mix(params ReadOnlySpan<long> parts)
    {
        var state = 0x9E3779B97F4A7C15UL;
        foreach (var part in parts)
        {
            state = Scramble(state ^ Scramble(unchecked((ulong)part)));
        }

        return (long)(state >> 1);
    }

    /// <summary>The numbers from 0 to <paramref name="count"/> − 1 in an order that the seed decides.</summary>
    public static int[] Shuffle(int count, long seed)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            order[i] = i;
        }

        for (var i = count - 1; i > 0; i--)
        {
            var other = (int)(Mix(seed, i) % (i + 1));
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }

    private static ulong Scramble(ulong value)
    {
        value = unchecked(value + 0x9E3779B97F4A7C15UL);
        value = unchecked((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL);
        value = unchecked((value ^ (value >> 27)) * 0x94D049BB133111EBUL);
        return value ^ (value >> 31);
    }
}
