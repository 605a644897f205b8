using Sdvp.Modules.Torch;
using Sdvp.Modules.Weights;

namespace Sdvp.Modules.Blip;

/// <summary>Sizes of a BLIP network; the defaults are Hugging Face's.</summary>
internal sealed record BlipConfig
{
    public BlipVisionConfig Vision { get; init; } = new();

    public BlipTextConfig Text { get; init; } = new();

    /// <summary>Width of the vectors that images and texts are compared by.</summary>
    public int ImageTextHiddenSize { get; init; } = 256;

    /// <summary>
    /// Whether the decoder's output layer is its table of words: newer versions of the library write checkpoints that way. Configurations do not say; the checkpoint shows it.
    /// </summary>
    public bool IsOutputTied { get; init; }

    public static BlipConfig Read(HuggingFaceConfig config) => new()
    {
        Vision = BlipVisionConfig.Read(config.GetSection("vision_config")),
        Text = BlipTextConfig.Read(config.GetSection("text_config")),
        ImageTextHiddenSize = config.GetInt32("image_text_hidden_size", 256, 1),
    };

    /// <exception cref="ArgumentException">Sizes do not fit each other.</exception>
    public void Validate()
    {
        RequireMultiple("vision_config.hidden_size", Vision.HiddenSize, Vision.NumAttentionHeads);
        RequireMultiple("text_config.hidden_size", Text.HiddenSize, Text.NumAttentionHeads);
        RequireToken("bos_token_id", Text.BosTokenId);
        RequireToken("sep_token_id", Text.SepTokenId);
        RequireToken("pad_token_id", Text.PadTokenId);
        if (Vision.ImageSize < Vision.PatchSize)
        {
            throw new ArgumentException($"vision_config.image_size is {Vision.ImageSize}; expected is at least patch_size, which is {Vision.PatchSize}.");
        }

        if (!Text.IsDecoder)
        {
            throw new ArgumentException("text_config.is_decoder is false: such a text model cannot look at images. Expected is true, which is also the default.");
        }

        HiddenActivation.Parse(Vision.HiddenAct);
        HiddenActivation.Parse(Text.HiddenAct);
    }

    private static void RequireMultiple(string name, int width, int heads)
    {
        if (width % heads != 0)
        {
            throw new ArgumentException($"{name} is {width}; expected is a multiple of num_attention_heads, which is {heads}.");
        }
    }

    private void RequireToken(string name, int token)
    {
        if (token >= Text.VocabSize)
        {
            throw new ArgumentException($"text_config.{name} is {token}; expected is an index of the {Text.VocabSize} tokens.");
        }
    }
}
