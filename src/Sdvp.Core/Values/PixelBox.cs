namespace Sdvp.Core.Values;

/// <summary>
/// A box in pixels with its origin at the top left corner of an image. <see cref="Left"/> and <see cref="Top"/> are
/// inside the box, <see cref="Right"/> and <see cref="Bottom"/> are the first pixels outside it.
/// </summary>
/// <param name="Left">First column inside.</param>
/// <param name="Top">First row inside.</param>
/// <param name="Right">First column outside.</param>
/// <param name="Bottom">First row outside.</param>
public readonly record struct PixelBox(int Left, int Top, int Right, int Bottom)
{
    /// <summary>Columns inside the box; negative boxes have width 0.</summary>
    public int Width => Math.Max(0, Right - Left);

    /// <summary>Rows inside the box; negative boxes have height 0.</summary>
    public int Height => Math.Max(0, Bottom - Top);

    /// <summary>Pixels inside the box.</summary>
    public long Area => (long)Width * Height;

    /// <summary>True where the box holds no pixel.</summary>
    public bool IsEmpty => Area == 0;

    /// <summary>The part of this box that lies inside another.</summary>
    /// <param name="other">The other box.</param>
    /// <returns>The common part; empty where there is none.</returns>
    public PixelBox Intersect(PixelBox other) => new(
        Math.Max(Left, other.Left), Math.Max(Top, other.Top), Math.Min(Right, other.Right), Math.Min(Bottom, other.Bottom));

    /// <summary>Intersection over union, in [0, 1].</summary>
    /// <param name="other">The other box.</param>
    /// <returns>1 for equal boxes, 0 for disjoint or empty ones.</returns>
    public double IntersectionOverUnion(PixelBox other)
    {
        var common = Intersect(other).Area;
        var union = Area + other.Area - common;
        return union == 0 ? 0 : (double)common / union;
    }

    /// <summary>This box moved by an offset.</summary>
    /// <param name="x">Columns to the right.</param>
    /// <param name="y">Rows down.</param>
    /// <returns>The moved box.</returns>
    public PixelBox Offset(int x, int y) => new(Left + x, Top + y, Right + x, Bottom + y);

    /// <inheritdoc/>
    public override string ToString() => $"[{Left}, {Top}, {Right}, {Bottom}]";
}
