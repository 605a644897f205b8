using TorchSharp;

namespace Sdvp.Modules.Torch;

/// <summary>Scored candidate boxes. Each candidate is an independent Bernoulli variable: does this box show what was asked for?</summary>
/// <param name="Scores">Logits, <c>[batch, candidates]</c>, float32.</param>
/// <param name="Boxes">Left, top, right, bottom as fractions of width and height of the step's image, <c>[batch, candidates, 4]</c>, float32.</param>
public sealed record RegionLogits(torch.Tensor Scores, torch.Tensor Boxes) : StudentOutput;
