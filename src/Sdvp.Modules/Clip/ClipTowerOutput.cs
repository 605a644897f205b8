using static TorchSharp.torch;

namespace Sdvp.Modules.Clip;

/// <summary>What a tower gives.</summary>
/// <param name="HiddenStates">The last hidden states, <c>[n, length, hidden]</c>.</param>
/// <param name="Pooled">One state for each text or image, <c>[n, hidden]</c>.</param>
internal readonly record struct ClipTowerOutput(Tensor HiddenStates, Tensor Pooled);
