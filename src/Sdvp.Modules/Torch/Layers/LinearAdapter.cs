using Sdvp.Modules.Torch.Lora;

namespace Sdvp.Modules.Torch.Layers;

/// <summary>How an adapter of one layer computes.</summary>
/// <param name="Options">The adapter that it is a part of.</param>
/// <param name="Scale">What its result is multiplied by.</param>
internal sealed record LinearAdapter(LoraOptions Options, double Scale)
{
    /// <summary>The share of the input that it does not see while it is trained.</summary>
    public double Dropout => Options.Dropout;
}
