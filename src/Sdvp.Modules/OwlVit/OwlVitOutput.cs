using Sdvp.Modules.Clip;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.OwlVit;

/// <summary>What OWL-ViT finds for texts.</summary>
/// <param name="Logits">One for each place and query, <c>[n, grid², queries]</c>, float32; −10⁶ where the query is padding.</param>
/// <param name="Boxes">Centre, width and height as fractions of the image, <c>[n, grid², 4]</c>.</param>
/// <param name="TextEmbeds">The queries, of length 1, <c>[n, queries, projection]</c>.</param>
/// <param name="ImageEmbeds">The places, <c>[n, grid, grid, vision]</c>.</param>
/// <param name="ClassEmbeds">What the places show, of length 1, <c>[n, grid², text]</c>.</param>
/// <param name="Text">The text tower.</param>
/// <param name="Vision">The vision tower.</param>
internal sealed record OwlVitOutput(
    Tensor Logits, Tensor Boxes, Tensor TextEmbeds, Tensor ImageEmbeds, Tensor ClassEmbeds, ClipTowerOutput Text, ClipTowerOutput Vision)
{
    /// <summary>Moves all tensors one dispose scope out.</summary>
    public OwlVitOutput MoveToOuterDisposeScope() => new(
        Logits.MoveToOuterDisposeScope(),
        Boxes.MoveToOuterDisposeScope(),
        TextEmbeds.MoveToOuterDisposeScope(),
        ImageEmbeds.MoveToOuterDisposeScope(),
        ClassEmbeds.MoveToOuterDisposeScope(),
        new ClipTowerOutput(Text.HiddenStates.MoveToOuterDisposeScope(), Text.Pooled.MoveToOuterDisposeScope()),
        new ClipTowerOutput(Vision.HiddenStates.MoveToOuterDisposeScope(), Vision.Pooled.MoveToOuterDisposeScope()));
}
