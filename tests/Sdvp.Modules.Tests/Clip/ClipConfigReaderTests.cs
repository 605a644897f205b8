using System.Text;
using Sdvp.Modules.Clip;
using Sdvp.Modules.OwlVit;
using Sdvp.Modules.Weights;

namespace Sdvp.Modules.Tests.Clip;

public sealed class ClipConfigReaderTests
{
    [Fact]
    public void Read_EmptyObject_GivesTheReferencesDefaults() => Assert.Equal(new ClipConfig(), ClipConfigReader.Read(Config("{}")));

    [Fact]
    public void Read_OwlVitEmptyObject_GivesTheReferencesDefaults()
    {
        var config = OwlVitConfigReader.Read(Config("{}"));

        Assert.Equal(new OwlVitConfig(), config);
        Assert.Equal((16, 768, 24), (config.Text.MaxPositions, config.Vision.ImageSize, config.Vision.Grid));
    }

    [Fact]
    public void Read_OlderForm_TheDictCountsAlone()
    {
        var config = ClipConfigReader.Read(Config("""{"text_config": {"hidden_size": 64, "vocab_size": 9}, "text_config_dict": {"hidden_size": 256}, "vision_config_dict": null, "vision_config": {"patch_size": 16}}"""));

        Assert.Equal((256, 49408, 16), (config.Text.HiddenSize, config.Text.VocabularySize, config.Vision.PatchSize));
    }

    [Theory]
    [InlineData("""{"text_config": {"hidden_act": "gleu"}}""", "text_config.hidden_act")]
    [InlineData("""{"text_config": {"num_attention_heads": 7}}""", "text_config.num_attention_heads")]
    [InlineData("""{"vision_config": {"patch_size": 300}}""", "vision_config.patch_size")]
    [InlineData("""{"projection_dim": 0}""", "projection_dim")]
    public void Read_ValueThatCannotBe_NamesFileAndKey(string json, string key)
    {
        var error = Assert.Throws<InvalidDataException>(() => ClipConfigReader.Read(Config(json)));

        Assert.Contains(key, error.Message, StringComparison.Ordinal);
        Assert.Contains("config.json", error.Message, StringComparison.Ordinal);
    }

    private static HuggingFaceConfig Config(string json) => HuggingFaceConfig.Parse(Encoding.UTF8.GetBytes(json), "config.json");
}
