namespace Sdvp.Samples.Scenes.World;

/// <summary>What lies behind the objects of a scene.</summary>
public enum Background
{
    /// <summary>One dull colour, or a gradient between two.</summary>
    PlainOrGraded,

    /// <summary>Small tiles of many colours.</summary>
    Mosaic,

    /// <summary>Two cold colours in squares.</summary>
    Checkerboard,

    /// <summary>Dark horizontal bands.</summary>
    Bands,
}
