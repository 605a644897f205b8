using System.Text.Json;
using Sdvp.Modules.Weights;

namespace Sdvp.Modules.Generation;

/// <summary>Reads <see cref="GenerationOptions"/> from Hugging Face's configurations.</summary>
internal static class GenerationConfig
{
    /// <summary>Keys that change what is generated and are not supported, with the value that asks for nothing; null asks for nothing in all of them.</summary>
    private static readonly (string Key, string? Neutral)[] s_unsupported =
    [
        ("do_sample", "false"), ("num_beam_groups", "1"), ("diversity_penalty", "0"), ("penalty_alpha", "0"), ("constraints", null), ("force_words_ids", null),
        ("bad_words_ids", null), ("suppress_tokens", null), ("begin_suppress_tokens", null), ("forced_bos_token_id", null), ("forced_eos_token_id", null),
        ("forced_decoder_ids", null), ("sequence_bias", null), ("exponential_decay_length_penalty", null), ("guidance_scale", "1"),
        ("encoder_repetition_penalty", "1"), ("encoder_no_repeat_ngram_size", "0"), ("max_time", null), ("prompt_lookup_num_tokens", null),
    ];

    /// <summary>Reads what configurations say, the first that has a key.</summary>
    /// <exception cref="InvalidDataException">A value is invalid, or asks for what is not supported.</exception>
    public static GenerationOptions Read(params ReadOnlySpan<HuggingFaceConfig> configs)
    {
        foreach (var config in configs)
        {
            RefuseUnsupported(config);
        }

        var defaults = new GenerationOptions();
        var options = new GenerationOptions
        {
            MaxLength = Owner("max_length", configs).GetInt32("max_length", defaults.MaxLength, 1),
            MaxNewTokens = Owner("max_new_tokens", configs) is var most && most.Has("max_new_tokens") ? most.GetInt32("max_new_tokens", null, 1) : null,
            MinLength = Owner("min_length", configs).GetInt32("min_length", 0, 0),
            MinNewTokens = Owner("min_new_tokens", configs).GetInt32("min_new_tokens", 0, 0),
            Beams = Owner("num_beams", configs).GetInt32("num_beams", 1, 1),
            LengthPenalty = Owner("length_penalty", configs).GetDouble("length_penalty", 1),
            Stopping = ReadStopping(Owner("early_stopping", configs)),
            RepetitionPenalty = Owner("repetition_penalty", configs).GetDouble("repetition_penalty", 1),
            NoRepeatNgramSize = Owner("no_repeat_ngram_size", configs).GetInt32("no_repeat_ngram_size", 0, 0),
        };
        try
        {
            options.Validate();
            return options;
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"The checkpoint's configuration of generation is invalid: {error.Message}", error);
        }
    }

    private static HuggingFaceConfig Owner(string key, ReadOnlySpan<HuggingFaceConfig> configs)
    {
        foreach (var config in configs)
        {
            if (config.Has(key))
            {
                return config;
            }
        }

        return configs[0];
    }

    private static BeamStopping ReadStopping(HuggingFaceConfig config) => config.Find("early_stopping") switch
    {
        null or { ValueKind: JsonValueKind.False } => BeamStopping.Heuristic,
        { ValueKind: JsonValueKind.True } => BeamStopping.AtOnce,
        { ValueKind: JsonValueKind.String } value when value.GetString() == "never" => BeamStopping.Never,
        { } value => throw config.Invalid("early_stopping", value, "true, false or \"never\""),
    };

    private static void RefuseUnsupported(HuggingFaceConfig config)
    {
        foreach (var (key, neutral) in s_unsupported)
        {
            if (config.Find(key) is { } value && !IsNeutral(value, neutral))
            {
                throw config.Invalid(key, value, $"{neutral ?? "null"}, for generation here is deterministic and knows no such rule; remove the key");
            }
        }
    }

    private static bool IsNeutral(JsonElement value, string? neutral) => neutral is not null && value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble() == double.Parse(neutral, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.GetRawText() == neutral,
    };
}
