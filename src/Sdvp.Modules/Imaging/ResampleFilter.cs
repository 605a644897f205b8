namespace Sdvp.Modules.Imaging;

/// <summary>How <see cref="ImageResize"/> weighs pixels. Both widen when shrinking, so nothing is skipped (antialiasing).</summary>
public enum ResampleFilter
{
    /// <summary>Triangle filter, reaching 1 pixel: PIL's <c>BILINEAR</c>.</summary>
    Bilinear,

    /// <summary>Cubic convolution with a = −0.5, reaching 2 pixels: PIL's <c>BICUBIC</c>.</summary>
    Bicubic,
}
