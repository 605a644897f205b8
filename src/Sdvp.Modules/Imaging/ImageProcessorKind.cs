namespace Sdvp.Modules.Imaging;

/// <summary>Whose rules and defaults an image processor follows.</summary>
internal enum ImageProcessorKind
{
    /// <summary>ViLT: shorter side to a size, both sides multiples of a divisor, padding and mask.</summary>
    Vilt,

    /// <summary>CLIP: shorter side to a size, then the middle is cut out.</summary>
    Clip,

    /// <summary>OWL-ViT: to a fixed size.</summary>
    OwlVit,

    /// <summary>BLIP: to a fixed size.</summary>
    Blip,
}
