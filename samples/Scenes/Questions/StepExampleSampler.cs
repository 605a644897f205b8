using System.Collections.Immutable;
using Sdvp.Core.Values;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Samples.Scenes.Questions;

/// <summary>Draws images as steps see them (whole, or cropped as programs crop) together with questions about them.</summary>
public static class StepExampleSampler
{
    /// <summary>Draws an example.</summary>
    /// <param name="domain">The domain of its scene.</param>
    /// <param name="kinds">Kinds of questions with their weights.</param>
    /// <param name="questions">How many questions at the most.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <returns>The example; it has at least one question.</returns>
    public static StepExample Sample(SceneDomain domain, IReadOnlyList<(StepQuestionKind Kind, double Weight)> kinds, int questions, SceneRandom random)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        ArgumentNullException.ThrowIfNull(random);
        var weights = kinds.Select(k => k.Weight).ToList();
        while (true)
        {
            var scene = SceneSampler.Sample("training", domain, random);
            var region = SampleRegion(scene, random);
            var asked = ImmutableArray.CreateBuilder<(StepQuestion, string)>(questions);
            for (var attempt = 0; attempt < questions * 2 && asked.Count < questions; attempt++)
            {
                var question = StepQuestionSampler.Sample(kinds[random.PickWeighted(weights)].Kind, scene, region, random);
                if (question?.AnswerFor(scene, region) is { } answer)
                {
                    asked.Add((question, answer));
                }
            }

            if (asked.Count > 0)
            {
                return new StepExample(scene, new ImageValue(SceneRenderer.Render(scene), region), asked.ToImmutable());
            }
        }
    }

    /// <summary>A part of a scene as CROP and its relatives cut it, or the whole scene.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <returns>The part, in pixels.</returns>
    public static PixelBox SampleRegion(Scene scene, SceneRandom random)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(random);
        if (random.NextBool(0.5))
        {
            return Scene.Bounds;
        }

        var item = random.Pick(scene.Objects);
        var x = Math.Clamp(item.CenterX + random.NextInt(5) - 2, 1, Scene.Extent - 1);
        var y = Math.Clamp(item.CenterY + random.NextInt(5) - 2, 1, Scene.Extent - 1);
        var half = (int)(0.75 * item.Box.Width) + random.NextInt(3) - 1;
        return random.NextInt(8) switch
        {
            0 => new PixelBox(0, 0, x, Scene.Extent),
            1 => new PixelBox(x, 0, Scene.Extent, Scene.Extent),
            2 => new PixelBox(0, 0, Scene.Extent, y),
            3 => new PixelBox(0, y, Scene.Extent, Scene.Extent),
            _ => new PixelBox(x - half, y - half, x + half, y + half).Intersect(Scene.Bounds),
        };
    }
}
