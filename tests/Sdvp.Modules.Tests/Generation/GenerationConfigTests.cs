using System.Text;
using Sdvp.Modules.Generation;
using Sdvp.Modules.Weights;

namespace Sdvp.Modules.Tests.Generation;

public sealed class GenerationConfigTests
{
    [Fact]
    public void Read_Nothing_GivesTheDefaults() => Assert.Equal(new GenerationOptions(), GenerationConfig.Read(Config("{}"), Config("{}")));

    [Fact]
    public void Read_TwoConfigurations_TheFirstCounts()
    {
        var options = GenerationConfig.Read(
            Config("""{ "max_length": 30, "num_beams": 4, "early_stopping": true, "do_sample": false, "eos_token_id": 2, "top_k": 50 }"""),
            Config("""{ "max_length": 9, "length_penalty": 2.0, "early_stopping": false, "repetition_penalty": 1.5, "no_repeat_ngram_size": 3, "min_length": 5, "num_beam_groups": 1 }"""));

        Assert.Equal(
            new GenerationOptions
            {
                MaxLength = 30,
                Beams = 4,
                Stopping = BeamStopping.AtOnce,
                LengthPenalty = 2,
                RepetitionPenalty = 1.5,
                NoRepeatNgramSize = 3,
                MinLength = 5,
            },
            options);
    }

    [Fact]
    public void Read_Never_IsAWayOfStopping() => Assert.Equal(BeamStopping.Never, GenerationConfig.Read(Config("""{ "early_stopping": "never", "max_new_tokens": 3 }""")).Stopping);

    [Theory]
    [InlineData("""{ "do_sample": true }""", "do_sample")]
    [InlineData("""{ "num_beam_groups": 2 }""", "num_beam_groups")]
    [InlineData("""{ "diversity_penalty": 0.5 }""", "diversity_penalty")]
    [InlineData("""{ "suppress_tokens": [1] }""", "suppress_tokens")]
    [InlineData("""{ "early_stopping": "soon" }""", "early_stopping")]
    [InlineData("""{ "num_beams": 0 }""", "num_beams")]
    [InlineData("""{ "num_beams": 1000 }""", "Beams")]
    [InlineData("""{ "repetition_penalty": 0 }""", "RepetitionPenalty")]
    public void Read_WhatIsNotSupported_NamesIt(string json, string name)
    {
        var error = Assert.Throws<InvalidDataException>(() => GenerationConfig.Read(Config("{}"), Config(json)));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    private static HuggingFaceConfig Config(string json) => HuggingFaceConfig.Parse(Encoding.UTF8.GetBytes(json), "generation_config.json");
}
