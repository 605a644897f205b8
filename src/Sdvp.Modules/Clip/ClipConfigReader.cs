using Sdvp.Modules.Torch;
using Sdvp.Modules.Weights;

namespace Sdvp.Modules.Clip;

/// <summary>Reads configurations of CLIP and its descendants. What a file omits is the default of the class that wrote it.</summary>
internal static class ClipConfigReader
{
    /// <summary>Reads <c>CLIPConfig</c>. Its older form has <c>text_config_dict</c> and <c>vision_config_dict</c>, which then count alone.</summary>
    /// <exception cref="InvalidDataException">A value cannot be used; file and key are named.</exception>
    public static ClipConfig Read(HuggingFaceConfig file) => new()
    {
        Text = ReadText(Section(file, "text_config"), new ClipTextConfig()),
        Vision = ReadVision(Section(file, "vision_config"), new ClipVisionConfig()),
        ProjectionSize = file.GetInt32("projection_dim", new ClipConfig().ProjectionSize, 1),
    };

    public static ClipTextConfig ReadText(HuggingFaceConfig file, ClipTextConfig defaults)
    {
        var hidden = file.GetInt32("hidden_size", defaults.HiddenSize, 1);
        return new ClipTextConfig
        {
            VocabularySize = file.GetInt32("vocab_size", defaults.VocabularySize, 1),
            HiddenSize = hidden,
            IntermediateSize = file.GetInt32("intermediate_size", defaults.IntermediateSize, 1),
            Layers = file.GetInt32("num_hidden_layers", defaults.Layers, 0),
            Heads = ReadHeads(file, defaults.Heads, hidden),
            MaxPositions = file.GetInt32("max_position_embeddings", defaults.MaxPositions, 1),
            Activation = ReadActivation(file, defaults.Activation),
            LayerNormEpsilon = file.GetDouble("layer_norm_eps", defaults.LayerNormEpsilon),
            AttentionDropout = file.GetDouble("attention_dropout", defaults.AttentionDropout),
            EndToken = file.GetInt32("eos_token_id", defaults.EndToken),
        };
    }

    public static ClipVisionConfig ReadVision(HuggingFaceConfig file, ClipVisionConfig defaults)
    {
        var hidden = file.GetInt32("hidden_size", defaults.HiddenSize, 1);
        var config = new ClipVisionConfig
        {
            HiddenSize = hidden,
            IntermediateSize = file.GetInt32("intermediate_size", defaults.IntermediateSize, 1),
            Layers = file.GetInt32("num_hidden_layers", defaults.Layers, 0),
            Heads = ReadHeads(file, defaults.Heads, hidden),
            Channels = file.GetInt32("num_channels", defaults.Channels, 1),
            ImageSize = file.GetInt32("image_size", defaults.ImageSize, 1),
            PatchSize = file.GetInt32("patch_size", defaults.PatchSize, 1),
            Activation = ReadActivation(file, defaults.Activation),
            LayerNormEpsilon = file.GetDouble("layer_norm_eps", defaults.LayerNormEpsilon),
            AttentionDropout = file.GetDouble("attention_dropout", defaults.AttentionDropout),
        };
        return config.Grid > 0 ? config : throw file.Invalid("patch_size", config.PatchSize, $"a number of pixels up to image_size, {config.ImageSize}");
    }

    private static HuggingFaceConfig Section(HuggingFaceConfig file, string name) => file.GetSection(file.Has(name + "_dict") ? name + "_dict" : name);

    private static int ReadHeads(HuggingFaceConfig file, int fallback, int hidden)
    {
        var heads = file.GetInt32("num_attention_heads", fallback, 1);
        return hidden % heads == 0 ? heads : throw file.Invalid("num_attention_heads", heads, $"a divisor of hidden_size, {hidden}");
    }

    private static string ReadActivation(HuggingFaceConfig file, string fallback)
    {
        var name = file.GetString("hidden_act", fallback);
        return HiddenActivation.IsKnown(name) ? name : throw file.Invalid("hidden_act", name, $"one of {HiddenActivation.Names}");
    }
}
