using System.Runtime.Intrinsics;

namespace Sdvp.Modules.Imaging;

/// <summary>The weights of a row's pixels in the order in which vector instructions read them: of each group of pixels the high parts, then the low ones.</summary>
internal sealed class RowWeights
{
    /// <summary>Source pixels of a group.</summary>
    public const int Taps = 4;

    /// <summary>Parts of weights for a group.</summary>
    public const int GroupLength = 2 * Length;

    private const int Channels = 3;

    // Of a register of 256 bits.
    private const int Length = 16;

    private readonly short[] _packed;

    /// <summary>Arranges weights.</summary>
    /// <param name="coefficients">The weights of each new pixel of a row.</param>
    public RowWeights(ResampleCoefficients coefficients)
    {
        Groups = (coefficients.MostWeights + Taps - 1) / Taps;
        _packed = new short[coefficients.Count * Groups * GroupLength];
        for (var column = 0; column < coefficients.Count; column++)
        {
            var weights = coefficients.Weights(column);
            for (var index = 0; index < weights.Length; index++)
            {
                var (group, tap) = Math.DivRem(index, Taps);
                var place = (((column * Groups) + group) * GroupLength) + (tap / 2 * Vector128<short>.Count) + (tap % 2);
                for (var channel = 0; channel < Channels; channel++)
                {
                    _packed[place + (channel * 2)] = SplitWeight.High(weights[index]);
                    _packed[place + (channel * 2) + Length] = SplitWeight.Low(weights[index]);
                }
            }
        }
    }

    /// <summary>Groups of each new pixel.</summary>
    public int Groups { get; }

    /// <summary>The weights: <see cref="Groups"/> times <see cref="GroupLength"/> for each new pixel.</summary>
    public ReadOnlySpan<short> Packed => _packed;
}
