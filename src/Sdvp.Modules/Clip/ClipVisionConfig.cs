namespace Sdvp.Modules.Clip;

/// <summary>The vision tower of CLIP and of its descendants. Defaults are those of Hugging Face's <c>CLIPVisionConfig</c>; files omit them.</summary>
public sealed record ClipVisionConfig
{
    /// <summary>Width of the hidden states. Default: 768.</summary>
    public int HiddenSize { get; init; } = 768;

    /// <summary>Width between the two linear layers of a block. Default: 3072.</summary>
    public int IntermediateSize { get; init; } = 3072;

    /// <summary>Blocks. Default: 12.</summary>
    public int Layers { get; init; } = 12;

    /// <summary>Attention heads; they divide <see cref="HiddenSize"/>. Default: 12.</summary>
    public int Heads { get; init; } = 12;

    /// <summary>Colour channels. Default: 3.</summary>
    public int Channels { get; init; } = 3;

    /// <summary>Rows and columns of an image. Default: 224.</summary>
    public int ImageSize { get; init; } = 224;

    /// <summary>Rows and columns of a patch. Default: 32.</summary>
    public int PatchSize { get; init; } = 32;

    /// <summary>The activation of a block, by Hugging Face's name. Default: <c>quick_gelu</c>.</summary>
    public string Activation { get; init; } = "quick_gelu";

    /// <summary>ε of the layer normalisations. Default: 1e-5.</summary>
    public double LayerNormEpsilon { get; init; } = 1e-5;

    /// <summary>Dropout of attention weights in training mode. Default: 0.</summary>
    public double AttentionDropout { get; init; }

    /// <summary>Patches along one side; a rest of the image that is smaller than a patch is not seen.</summary>
    public int Grid => ImageSize / PatchSize;
}
