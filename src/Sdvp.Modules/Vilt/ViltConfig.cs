using System.Collections.Immutable;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Weights;

namespace Sdvp.Modules.Vilt;

/// <summary>Sizes and answers of a ViLT network for visual question answering; the defaults are Hugging Face's.</summary>
internal sealed record ViltConfig
{
    public int VocabSize { get; init; } = 30522;

    public int TypeVocabSize { get; init; } = 2;

    /// <summary>Kinds of input: text, image, and a second image in networks for pairs.</summary>
    public int ModalityTypeVocabSize { get; init; } = 2;

    /// <summary>Most tokens of a text.</summary>
    public int MaxPositionEmbeddings { get; init; } = 40;

    public int HiddenSize { get; init; } = 768;

    public int NumHiddenLayers { get; init; } = 12;

    public int NumAttentionHeads { get; init; } = 12;

    public int IntermediateSize { get; init; } = 3072;

    public string HiddenAct { get; init; } = "gelu";

    public double HiddenDropoutProb { get; init; }

    public double AttentionProbsDropoutProb { get; init; }

    public double LayerNormEps { get; init; } = 1e-12;

    /// <summary>Side of the images whose grid of places was trained.</summary>
    public int ImageSize { get; init; } = 384;

    /// <summary>Side of a patch in pixels.</summary>
    public int PatchSize { get; init; } = 32;

    public int NumChannels { get; init; } = 3;

    public bool QkvBias { get; init; } = true;

    /// <summary>Most patches read of an image; below 0 for all.</summary>
    public int MaxImageLength { get; init; } = -1;

    public int PadTokenId { get; init; }

    /// <summary>The answers by index; the reference has two classes where none are named.</summary>
    public ImmutableArray<string> Answers { get; init; } = ["LABEL_0", "LABEL_1"];

    public static ViltConfig Read(HuggingFaceConfig config)
    {
        var defaults = new ViltConfig();
        var answers = config.GetLabels("id2label");
        return new ViltConfig
        {
            VocabSize = config.GetInt32("vocab_size", defaults.VocabSize, 1),
            TypeVocabSize = config.GetInt32("type_vocab_size", defaults.TypeVocabSize, 1),
            ModalityTypeVocabSize = config.GetInt32("modality_type_vocab_size", defaults.ModalityTypeVocabSize, 2),
            MaxPositionEmbeddings = config.GetInt32("max_position_embeddings", defaults.MaxPositionEmbeddings, 1),
            HiddenSize = config.GetInt32("hidden_size", defaults.HiddenSize, 1),
            NumHiddenLayers = config.GetInt32("num_hidden_layers", defaults.NumHiddenLayers, 0),
            NumAttentionHeads = config.GetInt32("num_attention_heads", defaults.NumAttentionHeads, 1),
            IntermediateSize = config.GetInt32("intermediate_size", defaults.IntermediateSize, 1),
            HiddenAct = config.GetString("hidden_act", defaults.HiddenAct),
            HiddenDropoutProb = config.GetDouble("hidden_dropout_prob", defaults.HiddenDropoutProb),
            AttentionProbsDropoutProb = config.GetDouble("attention_probs_dropout_prob", defaults.AttentionProbsDropoutProb),
            LayerNormEps = config.GetDouble("layer_norm_eps", defaults.LayerNormEps),
            ImageSize = config.GetInt32("image_size", defaults.ImageSize, 1),
            PatchSize = config.GetInt32("patch_size", defaults.PatchSize, 1),
            NumChannels = config.GetInt32("num_channels", defaults.NumChannels, 1),
            QkvBias = config.GetBoolean("qkv_bias", defaults.QkvBias),
            MaxImageLength = config.GetInt32("max_image_length", defaults.MaxImageLength),
            PadTokenId = config.GetInt32("pad_token_id", defaults.PadTokenId, 0),
            Answers = answers.IsEmpty ? defaults.Answers : answers,
        };
    }

    /// <exception cref="ArgumentException">Sizes do not fit each other.</exception>
    public void Validate()
    {
        if (HiddenSize % NumAttentionHeads != 0)
        {
            throw new ArgumentException($"hidden_size is {HiddenSize}; expected is a multiple of num_attention_heads, which is {NumAttentionHeads}.");
        }

        if (ImageSize < PatchSize)
        {
            throw new ArgumentException($"image_size is {ImageSize}; expected is at least patch_size, which is {PatchSize}.");
        }

        if (MaxImageLength == 0)
        {
            throw new ArgumentException("max_image_length is 0: no patch would be read. Expected is a number above 0, or -1 for all patches.");
        }

        if (Answers.Distinct(StringComparer.Ordinal).Count() != Answers.Length)
        {
            throw new ArgumentException($"id2label names an answer twice; expected are {Answers.Length} different ones.");
        }

        HiddenActivation.Parse(HiddenAct);
    }
}
