using Sdvp.Modules.Weights;

namespace Sdvp.Modules.Blip;

/// <summary>Sizes of BLIP's image encoder; the defaults are Hugging Face's.</summary>
internal sealed record BlipVisionConfig
{
    public int HiddenSize { get; init; } = 768;

    public int IntermediateSize { get; init; } = 3072;

    public int NumHiddenLayers { get; init; } = 12;

    public int NumAttentionHeads { get; init; } = 12;

    /// <summary>Columns and rows of images in pixels.</summary>
    public int ImageSize { get; init; } = 384;

    public int PatchSize { get; init; } = 16;

    public string HiddenAct { get; init; } = "gelu";

    public double LayerNormEps { get; init; } = 1e-5;

    public double AttentionDropout { get; init; }

    public static BlipVisionConfig Read(HuggingFaceConfig config)
    {
        var defaults = new BlipVisionConfig();
        return new BlipVisionConfig
        {
            HiddenSize = config.GetInt32("hidden_size", defaults.HiddenSize, 1),
            IntermediateSize = config.GetInt32("intermediate_size", defaults.IntermediateSize, 1),
            NumHiddenLayers = config.GetInt32("num_hidden_layers", defaults.NumHiddenLayers, 0),
            NumAttentionHeads = config.GetInt32("num_attention_heads", defaults.NumAttentionHeads, 1),
            ImageSize = config.GetInt32("image_size", defaults.ImageSize, 1),
            PatchSize = config.GetInt32("patch_size", defaults.PatchSize, 1),
            HiddenAct = config.GetString("hidden_act", defaults.HiddenAct),
            LayerNormEps = config.GetDouble("layer_norm_eps", defaults.LayerNormEps),
            AttentionDropout = config.GetDouble("attention_dropout", defaults.AttentionDropout),
        };
    }
}
