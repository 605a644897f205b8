using Sdvp.Core.Values;

namespace Sdvp.Samples.Scenes.World;

/// <summary>An object of a scene.</summary>
/// <param name="Id">Unique within its scene.</param>
/// <param name="Shape">One of <see cref="SceneVocabulary.Shapes"/>.</param>
/// <param name="Color">One of <see cref="SceneVocabulary.Colors"/>.</param>
/// <param name="Size">One of <see cref="SceneVocabulary.Sizes"/>.</param>
/// <param name="Pattern">One of <see cref="SceneVocabulary.Patterns"/>.</param>
/// <param name="Box">Its bounding box in pixels.</param>
public sealed record SceneObject(string Id, string Shape, string Color, string Size, string Pattern, PixelBox Box)
{
    /// <summary>Column of the centre.</summary>
    public int CenterX => (Box.Left + Box.Right) / 2;

    /// <summary>Row of the centre.</summary>
    public int CenterY => (Box.Top + Box.Bottom) / 2;

    /// <summary>The fictional name of this kind of object.</summary>
    public string Name => SceneVocabulary.Names[(SceneVocabulary.Shapes.IndexOf(Shape) * 2) + SceneVocabulary.Sizes.IndexOf(Size)];

    /// <summary>The value of an attribute.</summary>
    /// <param name="attribute"><c>color</c>, <c>shape</c>, <c>size</c> or <c>pattern</c>.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">There is no such attribute.</exception>
    public string ValueOf(string attribute) => attribute switch
    {
        "color" => Color,
        "shape" => Shape,
        "size" => Size,
        "pattern" => Pattern,
        _ => throw new ArgumentException($"'{attribute}' is no attribute of an object; expected is color, shape, size or pattern.", nameof(attribute)),
    };

    /// <summary>The share of this object that lies inside a box.</summary>
    /// <param name="box">The box, in pixels of the scene.</param>
    /// <returns>0 to 1.</returns>
    public double ShareInside(PixelBox box) => (double)Box.Intersect(box).Area / Box.Area;
}
