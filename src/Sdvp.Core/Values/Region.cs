namespace Sdvp.Core.Values;

/// <summary>A box that a module found, with its score.</summary>
/// <param name="Box">The box, in pixels of the image that the module was given.</param>
/// <param name="Score">Confidence in [0, 1]; 1 for boxes that are given, not found.</param>
/// <param name="Label">What was found there, or null.</param>
public sealed record Region(PixelBox Box, double Score = 1.0, string? Label = null)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Label ?? "region"} {Box} ({Score:0.00})";
}
