namespace Sdvp.Modules.Imaging;

/// <summary>How <see cref="ImageResize"/> weighs pixels. All but <see cref="Nearest"/> widen when shrinking, so nothing is skipped (antialiasing). The numbers are Pillow's.</summary>
public enum ResampleFilter
{
    /// <summary>The pixel in which the new one's centre lies: PIL's <c>NEAREST</c>.</summary>
    Nearest = 0,

    /// <summary>Windowed sinc, reaching 3 pixels: PIL's <c>LANCZOS</c>.</summary>
    Lanczos = 1,

    /// <summary>Triangle filter, reaching 1 pixel: PIL's <c>BILINEAR</c>.</summary>
    Bilinear = 2,

    /// <summary>Cubic convolution with a = −0.5, reaching 2 pixels: PIL's <c>BICUBIC</c>.</summary>
    Bicubic = 3,

    /// <summary>Mean of the pixels that the new one covers: PIL's <c>BOX</c>.</summary>
    Box = 4,

    /// <summary>Windowed sinc, reaching 1 pixel: PIL's <c>HAMMING</c>.</summary>
    Hamming = 5,
}
