using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Clip;

/// <summary>What CLIP gives for images and texts.</summary>
/// <param name="LogitsPerText">Scale times cosine, <c>[texts, images]</c>.</param>
/// <param name="ImageEmbeds">Images in the common space, of length 1, <c>[images, projection]</c>.</param>
/// <param name="TextEmbeds">Texts in the common space, of length 1, <c>[texts, projection]</c>.</param>
/// <param name="Text">The text tower.</param>
/// <param name="Vision">The vision tower.</param>
internal sealed record ClipOutput(Tensor LogitsPerText, Tensor ImageEmbeds, Tensor TextEmbeds, ClipTowerOutput Text, ClipTowerOutput Vision)
{
    /// <summary>Scale times cosine, <c>[images, texts]</c>.</summary>
    public Tensor LogitsPerImage => LogitsPerText.t();

    /// <summary>Moves all tensors one dispose scope out.</summary>
    public ClipOutput MoveToOuterDisposeScope() => new(
        LogitsPerText.MoveToOuterDisposeScope(),
        ImageEmbeds.MoveToOuterDisposeScope(),
        TextEmbeds.MoveToOuterDisposeScope(),
        new ClipTowerOutput(Text.HiddenStates.MoveToOuterDisposeScope(), Text.Pooled.MoveToOuterDisposeScope()),
        new ClipTowerOutput(Vision.HiddenStates.MoveToOuterDisposeScope(), Vision.Pooled.MoveToOuterDisposeScope()));
}
