using Sdvp.Modules.Clip;
using Sdvp.Modules.Weights;

namespace Sdvp.Modules.OwlVit;

/// <summary>Reads <c>OwlViTConfig</c>.</summary>
internal static class OwlVitConfigReader
{
    /// <exception cref="InvalidDataException">A value cannot be used; file and key are named.</exception>
    public static OwlVitConfig Read(HuggingFaceConfig file)
    {
        var defaults = new OwlVitConfig();
        return new OwlVitConfig
        {
            Text = ClipConfigReader.ReadText(file.GetSection("text_config"), defaults.Text),
            Vision = ClipConfigReader.ReadVision(file.GetSection("vision_config"), defaults.Vision),
            ProjectionSize = file.GetInt32("projection_dim", defaults.ProjectionSize, 1),
        };
    }
}
