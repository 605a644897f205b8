using static TorchSharp.torch;

namespace Sdvp.Modules.Vilt;

/// <summary>What a ViLT network reads. The tensors belong to the scope they were made in.</summary>
/// <param name="Tokens">Indices of tokens, <c>[n, tokens]</c>, Int64.</param>
/// <param name="TokenTypes">Segments of tokens, <c>[n, tokens]</c>, Int64; null where all are 0.</param>
/// <param name="IsToken">Whether each token is none of the padding, row after row; null where no text is padded.</param>
/// <param name="Pixels">Images, padded to one size, <c>[n, channels, height, width]</c>.</param>
/// <param name="Patches">Which patches of them are read.</param>
internal sealed record ViltBatch(Tensor Tokens, Tensor? TokenTypes, bool[]? IsToken, Tensor Pixels, ViltPatches Patches)
{
    /// <summary>
    /// What attention may look at, <c>[n, 1, 1, tokens + 1 + patches]</c>; null where everything.
    /// </summary>
    public Tensor? AttentionMask()
    {
        if (IsToken is null && Array.TrueForAll(Patches.IsInside, inside => inside))
        {
            return null;
        }

        var tokens = (int)Tokens.shape[1];
        var length = tokens + 1 + Patches.Count;
        var mask = new bool[Patches.Images * length];
        for (var i = 0; i < Patches.Images; i++)
        {
            var row = mask.AsSpan(i * length, length);
            row[..(tokens + 1)].Fill(true);
            IsToken?.AsSpan(i * tokens, tokens).CopyTo(row);
            Patches.IsInside.AsSpan(i * Patches.Count, Patches.Count).CopyTo(row[(tokens + 1)..]);
        }

        return tensor(mask, [Patches.Images, 1, 1, length], device: Tokens.device);
    }
}
