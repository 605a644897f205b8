using System.Collections.Immutable;

namespace Sdvp.Samples.Scenes.World;

/// <summary>The words of the world: attributes of objects, and the fictional names that must be learned by heart.</summary>
public static class SceneVocabulary
{
    /// <summary>Shapes; the first five are common in the general domain, the others rare there.</summary>
    public static ImmutableArray<string> Shapes { get; } = ["circle", "square", "triangle", "diamond", "cross", "star", "ring", "moon"];

    /// <summary>Colours.</summary>
    public static ImmutableArray<string> Colors { get; } = ["red", "green", "blue", "yellow", "purple", "orange", "cyan", "pink"];

    /// <summary>Sizes.</summary>
    public static ImmutableArray<string> Sizes { get; } = ["small", "large"];

    /// <summary>Patterns.</summary>
    public static ImmutableArray<string> Patterns { get; } = ["solid", "striped"];

    /// <summary>Quadrants, the answers to "where".</summary>
    public static ImmutableArray<string> Quadrants { get; } = ["top left", "top right", "bottom left", "bottom right"];

    /// <summary>Fictional names, one for each shape and size: name <c>2 × shape + size</c>.</summary>
    public static ImmutableArray<string> Names { get; } =
        ["zor", "mip", "tulk", "vane", "quib", "dash", "orla", "fenn", "gorp", "lume", "sith", "wub", "yeld", "kax", "nim", "pell"];

    /// <summary>The largest number that is counted.</summary>
    public static int MaxCount => 6;

    /// <summary>Every answer that a step question of this world can have.</summary>
    public static ImmutableArray<string> Answers { get; } =
    [
        "yes", "no", .. Colors, .. Shapes, .. Sizes, .. Patterns, .. Quadrants,
        .. Enumerable.Range(0, MaxCount + 1).Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)), .. Names,
    ];

    /// <summary>The values of an attribute.</summary>
    /// <param name="attribute"><c>color</c>, <c>shape</c>, <c>size</c> or <c>pattern</c>.</param>
    /// <returns>The values.</returns>
    /// <exception cref="ArgumentException">There is no such attribute.</exception>
    public static ImmutableArray<string> ValuesOf(string attribute) => attribute switch
    {
        "color" => Colors,
        "shape" => Shapes,
        "size" => Sizes,
        "pattern" => Patterns,
        _ => throw new ArgumentException($"'{attribute}' is no attribute of this world; expected is color, shape, size or pattern.", nameof(attribute)),
    };

    /// <summary>The words of questions and statements, for networks that read them.</summary>
    public static ImmutableArray<string> Words { get; } =
    [
        .. "what is the a are there how many in or where called and to of left right above below image images both exactly one at least contain contains".Split(' '),
        .. "more than total same have has thing things top bottom do color shape size pattern".Split(' '),
        .. Colors, .. Shapes, .. Shapes.Select(shape => shape == "cross" ? "crosses" : shape + "s"), .. Sizes, .. Patterns,
        .. Enumerable.Range(0, 13).Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)),
    ];
}
