namespace Sdvp.Core.Values;

/// <summary>A box that a module found, with its score, and what is known of the object in it.</summary>
/// <param name="Box">The box, in pixels of the image that the module was given.</param>
/// <param name="Score">Confidence in [0, 1]; 1 for boxes that are given, not found.</param>
/// <param name="Label">What was found there, or null.</param>
public sealed record Region(PixelBox Box, double Score = 1.0, string? Label = null)
{
    /// <summary>The object's pixels, in the same image as <see cref="Box"/>; null where they are not known, then the box stands for them.</summary>
    public RegionMask? Mask { get; init; }

    /// <summary>Number of the object among those that one call found, as segmentations count them; null where it has none.</summary>
    public int? Instance { get; init; }

    /// <summary>The class that CLASSIFY gave the object; null where it was not classified.</summary>
    public string? Class { get; init; }

    /// <summary>How well <see cref="Class"/> fits: the matcher's logit to one decimal, for CLIP 100 times the cosine. Null where it was not classified.</summary>
    public double? ClassScore { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Class ?? Label ?? "region"} {Box} ({Score:0.00})";
}
