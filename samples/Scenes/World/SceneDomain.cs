using System.Collections.Immutable;

namespace Sdvp.Samples.Scenes.World;

/// <summary>How the scenes of one domain look and what is in them.</summary>
public sealed record SceneDomain
{
    /// <summary>Name of the domain.</summary>
    public required string Name { get; init; }

    /// <summary>What lies behind the objects.</summary>
    public required Background Background { get; init; }

    /// <summary>How frequent each shape is, in the order of <see cref="SceneVocabulary.Shapes"/>.</summary>
    public required ImmutableArray<double> ShapeWeights { get; init; }

    /// <summary>Factors on red, green and blue of the finished image.</summary>
    public (double Red, double Green, double Blue) Tint { get; init; } = (1, 1, 1);

    /// <summary>Standard deviation of the noise on every channel, in levels of 0 to 255.</summary>
    public double Noise { get; init; } = 4;

    /// <summary>Contrast about middle grey; 1 keeps it.</summary>
    public double Contrast { get; init; } = 1;

    /// <summary>How much an object covers the background; 1 covers it all.</summary>
    public double Opacity { get; init; } = 1;

    /// <summary>The largest rotation of an object, in degrees to either side.</summary>
    public double Rotation { get; init; } = 8;

    /// <summary>The largest deviation of an object's channels from its colour, in levels.</summary>
    public double ColorJitter { get; init; } = 16;

    /// <summary>Fewest objects in a scene.</summary>
    public int MinObjects { get; init; } = 3;

    /// <summary>Most objects in a scene.</summary>
    public int MaxObjects { get; init; } = 6;

    /// <summary>Share of striped objects.</summary>
    public double StripedShare { get; init; } = 0.35;

    /// <summary>The general domain: plain and graded backgrounds, five common shapes and three rare ones.</summary>
    public static SceneDomain General { get; } = new()
    {
        Name = "general",
        Background = Background.PlainOrGraded,
        ShapeWeights = [0.17, 0.17, 0.17, 0.17, 0.17, 0.05, 0.05, 0.05],
    };

    /// <summary>The domain of task A: coloured mosaics, warm light, strong noise; the general domain's rare shapes are frequent.</summary>
    public static SceneDomain Mosaic { get; } = new()
    {
        Name = "mosaic",
        Background = Background.Mosaic,
        ShapeWeights = [0.08, 0.08, 0.08, 0.08, 0.08, 0.2, 0.2, 0.2],
        Tint = (1.12, 0.80, 0.48),
        Noise = 6,
        Contrast = 0.9,
        Rotation = 25,
        StripedShare = 0.5,
    };

    /// <summary>The domain of task B: checkerboards, cold light, objects that let the background through; many crosses, rings and moons.</summary>
    public static SceneDomain Checker { get; } = new()
    {
        Name = "checker",
        Background = Background.Checkerboard,
        ShapeWeights = [0.1, 0.06, 0.06, 0.1, 0.22, 0.06, 0.2, 0.2],
        Tint = (0.52, 0.86, 1.12),
        Noise = 6,
        Contrast = 0.9,
        Opacity = 0.85,
        Rotation = 15,
        MinObjects = 2,
        MaxObjects = 5,
    };

    /// <summary>A domain of no task: dark bands. Nothing is ever trained on it; it shows what training does to scenes that nobody thought of.</summary>
    public static SceneDomain Bands { get; } = new()
    {
        Name = "bands",
        Background = Background.Bands,
        ShapeWeights = [0.125, 0.125, 0.125, 0.125, 0.125, 0.125, 0.125, 0.125],
        Tint = (0.9, 1.0, 0.9),
        Noise = 10,
        Rotation = 15,
    };
}
