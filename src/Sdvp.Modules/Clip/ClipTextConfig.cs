namespace Sdvp.Modules.Clip;

/// <summary>The text tower of CLIP and of its descendants. Defaults are those of Hugging Face's <c>CLIPTextConfig</c>; files omit them.</summary>
public sealed record ClipTextConfig
{
    /// <summary>Rows of the token embedding. Default: 49408.</summary>
    public int VocabularySize { get; init; } = 49408;

    /// <summary>Width of the hidden states. Default: 512.</summary>
    public int HiddenSize { get; init; } = 512;

    /// <summary>Width between the two linear layers of a block. Default: 2048.</summary>
    public int IntermediateSize { get; init; } = 2048;

    /// <summary>Blocks. Default: 12.</summary>
    public int Layers { get; init; } = 12;

    /// <summary>Attention heads; they divide <see cref="HiddenSize"/>. Default: 8.</summary>
    public int Heads { get; init; } = 8;

    /// <summary>Most tokens of a text. Default: 77.</summary>
    public int MaxPositions { get; init; } = 77;

    /// <summary>The activation of a block, by Hugging Face's name. Default: <c>quick_gelu</c>.</summary>
    public string Activation { get; init; } = "quick_gelu";

    /// <summary>ε of the layer normalisations. Default: 1e-5.</summary>
    public double LayerNormEpsilon { get; init; } = 1e-5;

    /// <summary>Dropout of attention weights in training mode. Default: 0.</summary>
    public double AttentionDropout { get; init; }

    /// <summary>
    /// The token at whose place a text's hidden state is taken. 2, which OpenAI's checkpoints say, stands for the place of the largest id
    /// (their true end token). Default: 49407.
    /// </summary>
    public int EndToken { get; init; } = 49407;
}
