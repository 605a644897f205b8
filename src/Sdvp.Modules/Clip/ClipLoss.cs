using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sdvp.Modules.Clip;

/// <summary>The loss that CLIP was trained with.</summary>
internal static class ClipLoss
{
    /// <summary>Cross-entropy of finding each text's image and each image's text, text <c>i</c> belonging to image <c>i</c>; their mean.</summary>
    /// <param name="logitsPerText">Scale times cosine, <c>[n, n]</c>.</param>
    public static Tensor Contrastive(Tensor logitsPerText)
    {
        using var scope = NewDisposeScope();
        var own = tensor([.. Enumerable.Range(0, (int)logitsPerText.shape[0]).Select(i => (long)i)], device: logitsPerText.device);
        var loss = functional.cross_entropy(logitsPerText, own).Plus(functional.cross_entropy(logitsPerText.t(), own));
        return loss.Times(0.5).MoveToOuterDisposeScope();
    }
}
