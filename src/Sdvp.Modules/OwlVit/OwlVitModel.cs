using Sdvp.Modules.Clip;

namespace Sdvp.Modules.OwlVit;

/// <summary>Hugging Face's <c>OwlViTModel</c>: CLIP whose texts always end at their largest id.</summary>
internal sealed class OwlVitModel(OwlVitConfig config) : ClipNetwork(
    new ClipConfig { Text = config.Text, Vision = config.Vision, ProjectionSize = config.ProjectionSize },
    new ClipTextTower(config.Text, largestIdIsEnd: true),
    new ClipVisionTower(config.Vision, "pre_layernorm"));
