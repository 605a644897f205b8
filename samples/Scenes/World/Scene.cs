using System.Collections.Immutable;
using Sdvp.Core.Values;

namespace Sdvp.Samples.Scenes.World;

/// <summary>A scene: what is in the image, and everything that its rendering follows from.</summary>
/// <param name="Id">Name of its image.</param>
/// <param name="Domain">The domain whose look it has.</param>
/// <param name="RenderSeed">Seed of background, noise and jitter.</param>
/// <param name="Objects">The objects.</param>
public sealed record Scene(string Id, SceneDomain Domain, long RenderSeed, ImmutableArray<SceneObject> Objects)
{
    /// <summary>Columns and rows of every scene.</summary>
    public const int Extent = 96;

    /// <summary>An object counts as seen in a region when at least this share of it lies inside.</summary>
    public const double VisibleShare = 0.6;

    /// <summary>The box of the whole scene.</summary>
    public static PixelBox Bounds => new(0, 0, Extent, Extent);

    /// <summary>The objects that are seen in a region.</summary>
    /// <param name="region">The region, in pixels.</param>
    /// <returns>The objects, in scene order.</returns>
    public ImmutableArray<SceneObject> VisibleIn(PixelBox region) => [.. Objects.Where(o => o.ShareInside(region) >= VisibleShare)];
}
