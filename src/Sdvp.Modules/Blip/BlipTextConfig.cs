using Sdvp.Modules.Weights;

namespace Sdvp.Modules.Blip;

/// <summary>Sizes and tokens of BLIP's text encoder and decoder; the defaults are Hugging Face's.</summary>
internal sealed record BlipTextConfig
{
    public int VocabSize { get; init; } = 30524;

    public int HiddenSize { get; init; } = 768;

    public int IntermediateSize { get; init; } = 3072;

    public int NumHiddenLayers { get; init; } = 12;

    public int NumAttentionHeads { get; init; } = 8;

    /// <summary>Most tokens of a text.</summary>
    public int MaxPositionEmbeddings { get; init; } = 512;

    public string HiddenAct { get; init; } = "gelu";

    public double LayerNormEps { get; init; } = 1e-12;

    public double HiddenDropoutProb { get; init; }

    public double AttentionProbsDropoutProb { get; init; }

    /// <summary>What a decoder begins with.</summary>
    public int BosTokenId { get; init; } = 30522;

    public int PadTokenId { get; init; }

    /// <summary>What ends a generated text.</summary>
    public int SepTokenId { get; init; } = 102;

    /// <summary>Whether layers attend to an encoder.</summary>
    public bool IsDecoder { get; init; } = true;

    public double LabelSmoothing { get; init; }

    public static BlipTextConfig Read(HuggingFaceConfig config)
    {
        var defaults = new BlipTextConfig();
        return new BlipTextConfig
        {
            VocabSize = config.GetInt32("vocab_size", defaults.VocabSize, 1),
            HiddenSize = config.GetInt32("hidden_size", defaults.HiddenSize, 1),
            IntermediateSize = config.GetInt32("intermediate_size", defaults.IntermediateSize, 1),
            NumHiddenLayers = config.GetInt32("num_hidden_layers", defaults.NumHiddenLayers, 0),
            NumAttentionHeads = config.GetInt32("num_attention_heads", defaults.NumAttentionHeads, 1),
            MaxPositionEmbeddings = config.GetInt32("max_position_embeddings", defaults.MaxPositionEmbeddings, 1),
            HiddenAct = config.GetString("hidden_act", defaults.HiddenAct),
            LayerNormEps = config.GetDouble("layer_norm_eps", defaults.LayerNormEps),
            HiddenDropoutProb = config.GetDouble("hidden_dropout_prob", defaults.HiddenDropoutProb),
            AttentionProbsDropoutProb = config.GetDouble("attention_probs_dropout_prob", defaults.AttentionProbsDropoutProb),
            BosTokenId = config.GetInt32("bos_token_id", defaults.BosTokenId, 0),
            PadTokenId = config.GetInt32("pad_token_id", defaults.PadTokenId, 0),
            SepTokenId = config.GetInt32("sep_token_id", defaults.SepTokenId, 0),
            IsDecoder = config.GetBoolean("is_decoder", defaults.IsDecoder),
            LabelSmoothing = config.GetDouble("label_smoothing", defaults.LabelSmoothing),
        };
    }
}
