namespace Sdvp.Modules.Clip;

/// <summary>What the blocks of both towers are made of.</summary>
internal sealed record ClipBlockConfig(
    int HiddenSize, int IntermediateSize, int Layers, int Heads, string Activation, double LayerNormEpsilon, double AttentionDropout)
{
    public ClipBlockConfig(ClipTextConfig config)
        : this(config.HiddenSize, config.IntermediateSize, config.Layers, config.Heads, config.Activation, config.LayerNormEpsilon, config.AttentionDropout)
    {
    }

    public ClipBlockConfig(ClipVisionConfig config)
        : this(config.HiddenSize, config.IntermediateSize, config.Layers, config.Heads, config.Activation, config.LayerNormEpsilon, config.AttentionDropout)
    {
    }
}
