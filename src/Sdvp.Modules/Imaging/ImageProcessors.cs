using Sdvp.Modules.Weights;

namespace Sdvp.Modules.Imaging;

/// <summary>Loads the image processor of a checkpoint.</summary>
public static class ImageProcessors
{
    private const string ConfigFile = "preprocessor_config.json";

    /// <summary>
    /// Loads the processor of ViLT, CLIP, OWL-ViT or BLIP from <c>preprocessor_config.json</c>, of present and of older versions. Which of them it is says
    /// <c>image_processor_type</c>, else <c>feature_extractor_type</c>, else <c>model_type</c> of <c>config.json</c>.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The processor.</returns>
    /// <exception cref="InvalidDataException">The file is absent or damaged, a setting is out of range, or the processor is another one; file and reason are named.</exception>
    public static IImageProcessor Load(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var file = Path.Combine(folder, ConfigFile);
        if (!File.Exists(file))
        {
            throw new InvalidDataException($"'{folder}' has no {ConfigFile}, which says how images are prepared.");
        }

        var config = HuggingFaceConfig.Load(file);
        return new HuggingFaceImageProcessor(ImageProcessorSettings.Read(config, Kind(folder, config)));
    }

    private static ImageProcessorKind Kind(string folder, HuggingFaceConfig config)
    {
        var name = config.GetString("image_processor_type", config.GetString("feature_extractor_type", string.Empty));
        var model = Path.Combine(folder, "config.json");
        return name switch
        {
            "ViltImageProcessor" or "ViltFeatureExtractor" => ImageProcessorKind.Vilt,
            "CLIPImageProcessor" or "CLIPFeatureExtractor" => ImageProcessorKind.Clip,
            "OwlViTImageProcessor" or "OwlViTFeatureExtractor" => ImageProcessorKind.OwlVit,
            "BlipImageProcessor" => ImageProcessorKind.Blip,
            "" when File.Exists(model) => HuggingFaceConfig.Load(model).GetString("model_type", string.Empty) switch
            {
                "vilt" => ImageProcessorKind.Vilt,
                "clip" => ImageProcessorKind.Clip,
                "owlvit" => ImageProcessorKind.OwlVit,
                "blip" or "blip-2" => ImageProcessorKind.Blip,
                _ => throw Unknown(config, "image_processor_type", name),
            },
            _ => throw Unknown(config, "image_processor_type", name),
        };
    }

    private static InvalidDataException Unknown(HuggingFaceConfig config, string key, string name) =>
        config.Invalid(key, $"'{name}'", "ViltImageProcessor, CLIPImageProcessor, OwlViTImageProcessor or BlipImageProcessor");
}
