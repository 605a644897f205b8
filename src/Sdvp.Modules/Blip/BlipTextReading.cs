using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>How a text model reads: what its tokens may see. The tensors belong to the caller.</summary>
internal sealed record BlipTextReading
{
    /// <summary>Text without padding, in both directions, without an encoder.</summary>
    public static BlipTextReading Plain { get; } = new();

    /// <summary>What is added to scores between tokens, <c>[rows, 1, 1 or tokens, all tokens]</c>; null for nothing.</summary>
    public Tensor? SelfMask { get; init; }

    /// <summary>Whether tokens see only earlier ones and there is no <see cref="SelfMask"/>.</summary>
    public bool IsCausal { get; init; }

    /// <summary>What an encoder gave, <c>[inputs, length, width]</c>; null for none: the layers that would look at it are passed over.</summary>
    public Tensor? Encoder { get; init; }

    /// <summary>What may be looked at of it, <c>[inputs, 1, 1, length]</c>, Bool; null for everything.</summary>
    public Tensor? EncoderMask { get; init; }

    /// <summary>Keys and values, one for each layer; null where nothing is kept.</summary>
    public BlipCache? Cache { get; init; }
}
