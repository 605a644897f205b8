using Sdvp.Modules.Clip;

namespace Sdvp.Modules.OwlVit;

/// <summary>Hugging Face's <c>OwlViTConfig</c>. The towers are CLIP's with other defaults.</summary>
public sealed record OwlVitConfig
{
    /// <summary>The text tower. Default: CLIP's with 16 positions.</summary>
    public ClipTextConfig Text { get; init; } = new() { MaxPositions = 16 };

    /// <summary>The vision tower. Default: CLIP's with images of 768 pixels.</summary>
    public ClipVisionConfig Vision { get; init; } = new() { ImageSize = 768 };

    /// <summary>Width of the space in which images and texts meet. Default: 512.</summary>
    public int ProjectionSize { get; init; } = 512;
}
