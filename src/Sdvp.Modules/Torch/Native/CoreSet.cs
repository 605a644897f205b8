using System.Numerics;

namespace Sdvp.Modules.Torch.Native;

/// <summary>A set of cores, in the form in which Linux takes it: one bit for each.</summary>
/// <param name="words">The bits; the first core is the lowest bit of the first word.</param>
internal sealed class CoreSet(ulong[] words)
{
    /// <summary>How many cores there can be: as many as the C library's <c>cpu_set_t</c> holds.</summary>
    public const int Capacity = 1024;

    /// <summary>Its size.</summary>
    public const int Bytes = Capacity / 8;

    private const int Bits = 64;

    /// <summary>The bits.</summary>
    public ReadOnlySpan<ulong> Span => words;

    /// <summary>How many cores.</summary>
    public int Count => words.Sum(BitOperations.PopCount);

    /// <summary>Whether a core is in it.</summary>
    /// <param name="core">The core.</param>
    /// <returns>True where it is.</returns>
    public bool Contains(int core) => (words[core / Bits] >> (core % Bits) & 1) != 0;

    /// <summary>The set without a core.</summary>
    /// <param name="core">The core.</param>
    /// <returns>A new set.</returns>
    public CoreSet Without(int core)
    {
        var rest = words.ToArray();
        rest[core / Bits] &= ~(1UL << (core % Bits));
        return new CoreSet(rest);
    }
}
