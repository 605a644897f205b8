namespace Sdvp.Core.Symbolic;

/// <summary>
/// What the CROP modules give where there is nothing to crop: no region was found, or the crop would hold no pixel
/// because the region lies at the image's border or outside it.
/// </summary>
public enum EmptyDetectionPolicy
{
    /// <summary>
    /// The half of the image on the side that was asked for: right for CROP_RIGHTOF, left for CROP_LEFTOF, top for
    /// CROP_ABOVE, bottom for CROP_BELOW; the whole image for CROP and its aliases, and where the half holds no pixel.
    /// </summary>
    MatchingHalf,

    /// <summary>The whole image.</summary>
    WholeImage,

    /// <summary>The step fails, and with it the run.</summary>
    Fail,

    /// <summary>
    /// As VisProg's published code does it: the right half for CROP_RIGHTOF, the <em>left</em> half for CROP_LEFTOF,
    /// CROP_ABOVE and CROP_BELOW, the whole image for CROP and its aliases. A crop without pixels fails, as it does there.
    /// </summary>
    Compatibility,
}
