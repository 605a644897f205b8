using static TorchSharp.torch;

namespace Sdvp.Modules.OwlVit;

/// <summary>What OWL-ViT finds for an example image.</summary>
/// <param name="Logits">One for each place, <c>[n, grid², 1]</c>, float32.</param>
/// <param name="TargetBoxes">Boxes of the searched image: centre, width and height as fractions, <c>[n, grid², 4]</c>.</param>
/// <param name="QueryBoxes">Boxes of the example, <c>[n, grid², 4]</c>.</param>
/// <param name="QueryPlaces">The place of the example that was searched for.</param>
internal sealed record OwlVitGuidedOutput(Tensor Logits, Tensor TargetBoxes, Tensor QueryBoxes, int[] QueryPlaces);
