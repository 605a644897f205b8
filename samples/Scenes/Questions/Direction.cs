using Sdvp.Core.Values;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Samples.Scenes.Questions;

/// <summary>A side of an object.</summary>
public enum Direction
{
    /// <summary>To its left.</summary>
    Left,

    /// <summary>To its right.</summary>
    Right,

    /// <summary>Above it.</summary>
    Above,

    /// <summary>Below it.</summary>
    Below,
}

/// <summary>Words, modules and regions of directions.</summary>
internal static class DirectionExtensions
{
    public static string Relation(this Direction direction) => direction switch
    {
        Direction.Left => "to the left of",
        Direction.Right => "to the right of",
        Direction.Above => "above",
        _ => "below",
    };

    public static string CropModule(this Direction direction) => direction switch
    {
        Direction.Left => "CROP_LEFTOF",
        Direction.Right => "CROP_RIGHTOF",
        Direction.Above => "CROP_ABOVE",
        _ => "CROP_BELOW",
    };

    /// <summary>The part of the scene on that side of an object's centre.</summary>
    public static PixelBox RegionBeside(this Direction direction, SceneObject item) => direction switch
    {
        Direction.Left => new PixelBox(0, 0, item.CenterX, Scene.Extent),
        Direction.Right => new PixelBox(item.CenterX, 0, Scene.Extent, Scene.Extent),
        Direction.Above => new PixelBox(0, 0, Scene.Extent, item.CenterY),
        _ => new PixelBox(0, item.CenterY, Scene.Extent, Scene.Extent),
    };
}
