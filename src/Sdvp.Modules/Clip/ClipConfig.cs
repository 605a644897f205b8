namespace Sdvp.Modules.Clip;

/// <summary>Hugging Face's <c>CLIPConfig</c>.</summary>
public sealed record ClipConfig
{
    /// <summary>The text tower.</summary>
    public ClipTextConfig Text { get; init; } = new();

    /// <summary>The vision tower.</summary>
    public ClipVisionConfig Vision { get; init; } = new();

    /// <summary>Width of the space in which images and texts meet. Default: 512.</summary>
    public int ProjectionSize { get; init; } = 512;
}
