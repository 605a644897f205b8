using System.Collections.Immutable;
using Sdvp.Modules.Generation;
using Sdvp.Modules.Weights;

namespace Sdvp.Modules.Blip;

/// <summary>What a folder with a BLIP checkpoint says about its network.</summary>
internal static class BlipFolder
{
    private const string Decoder = "text_decoder.cls.predictions.decoder";

    /// <summary>The bias of the output layer has two names in checkpoints.</summary>
    public static HuggingFaceKeyMap KeyMap { get; } = new()
    {
        Tied = ImmutableDictionary<string, string>.Empty.Add($"{Decoder}.bias", "text_decoder.cls.predictions.bias"),
    };

    /// <summary>Reads sizes, and looks whether the checkpoint has an output layer of its own.</summary>
    /// <exception cref="InvalidDataException">The folder, its configuration or its weights are invalid.</exception>
    public static BlipConfig ReadConfig(HuggingFaceFolder folder)
    {
        var entries = folder.ReadEntries();
        return BlipConfig.Read(folder.Config) with
        {
            IsOutputTied = entries.ContainsKey("text_decoder.bert.embeddings.word_embeddings.weight") && !entries.ContainsKey($"{Decoder}.weight"),
        };
    }

    /// <summary>
    /// How the checkpoint wants text to be generated: by <c>generation_config.json</c>, and where that is silent, as older checkpoints do, by the text model's
    /// configuration.
    /// </summary>
    /// <exception cref="InvalidDataException">A value is invalid, or asks for what this library does not do.</exception>
    public static GenerationOptions ReadGeneration(HuggingFaceFolder folder) => GenerationConfig.Read(
        folder.ReadConfig("generation_config.json"), folder.Config.GetSection("text_config"));
}
