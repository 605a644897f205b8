using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>Masks of texts. Between tokens the reference adds −10,000 to what is masked, to what an encoder gave the lowest number.</summary>
internal static class BlipMasks
{
    private const double Masked = -10000;

    /// <summary>What is added to scores of text that is read in both directions, <c>[n, 1, 1, length]</c>; null where nothing is padded.</summary>
    /// <param name="isToken">0 for padding, else 1, <c>[n, length]</c>, Int64.</param>
    /// <param name="type">The network's type.</param>
    public static Tensor? InBothDirections(Tensor? isToken, ScalarType type)
    {
        if (isToken is null)
        {
            return null;
        }

        using var scope = NewDisposeScope();
        return Additive(isToken.unsqueeze(1).unsqueeze(1), type).MoveToOuterDisposeScope();
    }

    /// <summary>What is added to scores of text whose tokens see only earlier ones, <c>[n, 1, length, length]</c>.</summary>
    public static Tensor Causal(Tensor isToken, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var length = isToken.shape[1];
        var earlier = ones(length, length, dtype: int64, device: isToken.device).tril();
        return Additive(earlier.unsqueeze(0) * isToken.unsqueeze(1), type).unsqueeze(1).MoveToOuterDisposeScope();
    }

    /// <summary>What may be looked at of an encoder's output, <c>[n, 1, 1, length]</c>, Bool; null where everything.</summary>
    public static Tensor? OfEncoder(Tensor? isToken)
    {
        if (isToken is null)
        {
            return null;
        }

        using var scope = NewDisposeScope();
        return isToken.to(@bool).unsqueeze(1).unsqueeze(1).MoveToOuterDisposeScope();
    }

    private static Tensor Additive(Tensor isSeen, ScalarType type) => isSeen.to(type).Plus(-1).Times(-Masked);
}
