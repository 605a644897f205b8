namespace Sdvp.Modules.OwlVit;

/// <summary>A box by its corners, in single precision as the reference computes; no rounding to pixels.</summary>
/// <param name="Left">Left edge.</param>
/// <param name="Top">Top edge.</param>
/// <param name="Right">Right edge.</param>
/// <param name="Bottom">Bottom edge.</param>
public readonly record struct BoxCorners(float Left, float Top, float Right, float Bottom)
{
    /// <summary>Width times height.</summary>
    public float Area => (Right - Left) * (Bottom - Top);

    /// <summary>A box by its centre.</summary>
    /// <param name="centreX">Column of the centre.</param>
    /// <param name="centreY">Row of the centre.</param>
    /// <param name="width">Width.</param>
    /// <param name="height">Height.</param>
    /// <returns>The box.</returns>
    public static BoxCorners FromCentre(float centreX, float centreY, float width, float height) =>
        new(centreX - (0.5f * width), centreY - (0.5f * height), centreX + (0.5f * width), centreY + (0.5f * height));

    /// <summary>This box in an image of a size, where it was a fraction of it.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <returns>The box in pixels.</returns>
    public BoxCorners Scale(float width, float height) => new(Left * width, Top * height, Right * width, Bottom * height);

    /// <summary>Intersection over union.</summary>
    /// <param name="other">The other box.</param>
    /// <returns>A number in [0, 1]; NaN where both boxes are empty.</returns>
    public float IntersectionOverUnion(BoxCorners other)
    {
        var common = Common(other);
        return common / (Area + other.Area - common);
    }

    /// <summary>Intersection over union less the fraction of the common hull that neither box covers (Rezatofighi et al. 2019).</summary>
    /// <param name="other">The other box.</param>
    /// <returns>A number in [−1, 1].</returns>
    public float GeneralizedIntersectionOverUnion(BoxCorners other)
    {
        var common = Common(other);
        var union = Area + other.Area - common;
        var hull = MathF.Max(0, MathF.Max(Right, other.Right) - MathF.Min(Left, other.Left))
            * MathF.Max(0, MathF.Max(Bottom, other.Bottom) - MathF.Min(Top, other.Top));
        return (common / union) - ((hull - union) / hull);
    }

    private float Common(BoxCorners other) =>
        MathF.Max(0, MathF.Min(Right, other.Right) - MathF.Max(Left, other.Left))
        * MathF.Max(0, MathF.Min(Bottom, other.Bottom) - MathF.Max(Top, other.Top));
}
