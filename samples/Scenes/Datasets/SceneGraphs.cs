using System.Collections.Immutable;
using Sdvp.Core.Values;
using Sdvp.Distillation.Evaluation.Gqa;
using Sdvp.Samples.Scenes.Questions;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Samples.Scenes.Datasets;

/// <summary>Scenes as GQA's scene graphs, and back.</summary>
public static class SceneGraphs
{
    /// <summary>Writes a scene down as a scene graph: names, boxes, attributes, and who is beside whom.</summary>
    /// <param name="scene">The scene.</param>
    /// <returns>The scene graph.</returns>
    public static GqaSceneGraph ToGraph(Scene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        return new GqaSceneGraph
        {
            ImageId = scene.Id,
            Width = Scene.Extent,
            Height = Scene.Extent,
            Objects =
            [
                .. scene.Objects.Select(o => new GqaObject(
                    o.Id, o.Shape, o.Box.Left, o.Box.Top, o.Box.Width, o.Box.Height, [o.Size, o.Pattern, o.Color], Relations(o, scene))),
            ],
        };
    }

    /// <summary>Reads a scene back from its graph. What only rendering needs (seed and domain) is lost.</summary>
    /// <param name="graph">The scene graph.</param>
    /// <param name="domain">The domain that it belongs to.</param>
    /// <returns>The scene.</returns>
    public static Scene ToScene(GqaSceneGraph graph, SceneDomain domain)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return new Scene(graph.ImageId, domain, 0, [.. graph.Objects.Select(o => new SceneObject(
            o.Id,
            o.Name,
            o.Attributes.Single(SceneVocabulary.Colors.Contains),
            o.Attributes.Single(SceneVocabulary.Sizes.Contains),
            o.Attributes.Single(SceneVocabulary.Patterns.Contains),
            o.Box))]);
    }

    private static ImmutableArray<GqaRelation> Relations(SceneObject item, Scene scene) =>
    [
        .. from other in scene.Objects
           where other != item
           from direction in Enum.GetValues<Direction>()
           where item.ShareInside(direction.RegionBeside(other)) >= Scene.VisibleShare
           select new GqaRelation(direction.Relation(), other.Id),
    ];
}
