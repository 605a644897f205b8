using System.Collections.Immutable;
using Sdvp.Core.Values;

namespace Sdvp.Samples.Scenes.World;

/// <summary>Draws scenes of a domain. Objects lie in the cells of a 4 × 4 grid, moved about within them, so that none hides another.</summary>
public static class SceneSampler
{
    private const int Cells = 4;
    private const int CellExtent = Scene.Extent / Cells;

    /// <summary>Draws one scene.</summary>
    /// <param name="id">Name of its image.</param>
    /// <param name="domain">The domain.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <returns>The scene.</returns>
    public static Scene Sample(string id, SceneDomain domain, SceneRandom random)
    {
        ArgumentNullException.ThrowIfNull(domain);
        ArgumentNullException.ThrowIfNull(random);
        var cells = Enumerable.Range(0, Cells * Cells).ToArray();
        random.Shuffle(cells);
        var count = domain.MinObjects + random.NextInt(domain.MaxObjects - domain.MinObjects + 1);
        var objects = ImmutableArray.CreateBuilder<SceneObject>(count);
        for (var i = 0; i < count; i++)
        {
            objects.Add(SampleObject(i, cells[i], domain, random));
        }

        return new Scene(id, domain, unchecked((long)(random.NextDouble() * long.MaxValue)), objects.MoveToImmutable());
    }

    private static SceneObject SampleObject(int index, int cell, SceneDomain domain, SceneRandom random)
    {
        var isLarge = random.NextBool();
        var radius = isLarge ? random.NextDouble(10.4, 11.6) : random.NextDouble(6.8, 7.8);
        var slack = (CellExtent / 2.0) - radius;
        var x = ((cell % Cells) * CellExtent) + (CellExtent / 2.0) + random.NextDouble(-slack, slack);
        var y = ((cell / Cells) * CellExtent) + (CellExtent / 2.0) + random.NextDouble(-slack, slack);
        var box = new PixelBox((int)Math.Round(x - radius), (int)Math.Round(y - radius), (int)Math.Round(x + radius), (int)Math.Round(y + radius));
        return new SceneObject(
            $"o{index}",
            SceneVocabulary.Shapes[random.PickWeighted(domain.ShapeWeights)],
            random.Pick(SceneVocabulary.Colors),
            isLarge ? "large" : "small",
            random.NextBool(domain.StripedShare) ? "striped" : "solid",
            box);
    }
}
