using Sdvp.Core.Values;

namespace Sdvp.Core.Rationale.Html;

/// <summary>A box to draw over an image.</summary>
/// <param name="Box">The box, in pixels of the image as it is shown.</param>
/// <param name="Style">Its style class: <c>given</c>, <c>rejected</c>, <c>asked</c> or <c>cut</c>.</param>
/// <param name="Number">A number to write into it, or null.</param>
internal readonly record struct Mark(PixelBox Box, string Style, int? Number)
{
    /// <summary>Which pixels of the box are meant; null for all.</summary>
    public RegionMask? Mask { get; init; }
}
