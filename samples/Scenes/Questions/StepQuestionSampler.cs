using System.Collections.Immutable;
using Sdvp.Core.Values;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Samples.Scenes.Questions;

/// <summary>Draws step questions that have an answer about a part of a scene, with balanced answers.</summary>
public static class StepQuestionSampler
{
    /// <summary>Draws a question of a kind.</summary>
    /// <param name="kind">What to ask for.</param>
    /// <param name="scene">The scene.</param>
    /// <param name="region">The part that is seen.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <returns>The question; null where the part gives no occasion for one.</returns>
    public static StepQuestion? Sample(StepQuestionKind kind, Scene scene, PixelBox region, SceneRandom random)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(random);
        var visible = scene.VisibleIn(region);
        return kind switch
        {
            StepQuestionKind.Exist => SampleExist(visible, random),
            StepQuestionKind.Count => SampleCount(visible, random),
            _ when visible.IsEmpty => null,
            StepQuestionKind.Query => SampleAbout(visible, RandomAttribute(random), random, (query, item, attribute) =>
                new StepQuestion(StepQuestionKind.Query, query, attribute)),
            StepQuestionKind.Verify => SampleAbout(visible, RandomAttribute(random), random, (query, item, attribute) =>
                new StepQuestion(StepQuestionKind.Verify, query, attribute, random.NextBool() ? item.ValueOf(attribute) : OtherValue(attribute, item, visible, random))),
            StepQuestionKind.Choose => SampleAbout(visible, RandomAttribute(random), random, (query, item, attribute) => MakeChoice(query, item, attribute, visible, random)),
            StepQuestionKind.Where => SampleAbout(visible, null, random, (query, _, _) => new StepQuestion(StepQuestionKind.Where, query)),

            // A description that says shape and size would give the name away to anyone who knows the words.
            StepQuestionKind.Name => SampleAbout(visible, "shape", random, (query, _, _) => new StepQuestion(StepQuestionKind.Name, query)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of question."),
        };
    }

    /// <summary>An attribute to ask for; colours and shapes more often than the attributes with two values.</summary>
    /// <param name="random">Where chance comes from.</param>
    /// <returns>The attribute.</returns>
    public static string RandomAttribute(SceneRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return ObjectQuery.Attributes[random.PickWeighted([0.15, 0.2, 0.35, 0.3])];
    }

    /// <summary>A value that an object does not have; where possible one that another object in view has.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="item">The object.</param>
    /// <param name="visible">All objects in view.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <returns>The value.</returns>
    public static string OtherValue(string attribute, SceneObject item, ImmutableArray<SceneObject> visible, SceneRandom random)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(random);
        var actual = item.ValueOf(attribute);
        var near = visible.Select(o => o.ValueOf(attribute)).Where(v => v != actual).Distinct().ToList();
        var others = near.Count > 0 && random.NextBool() ? near : SceneVocabulary.ValuesOf(attribute).Where(v => v != actual).ToList();
        return random.Pick(others);
    }

    private static StepQuestion MakeChoice(ObjectQuery query, SceneObject item, string attribute, ImmutableArray<SceneObject> visible, SceneRandom random)
    {
        var actual = item.ValueOf(attribute);
        var other = OtherValue(attribute, item, visible, random);
        return random.NextBool()
            ? new StepQuestion(StepQuestionKind.Choose, query, attribute, actual, other)
            : new StepQuestion(StepQuestionKind.Choose, query, attribute, other, actual);
    }

    private static StepQuestion? SampleAbout(
        ImmutableArray<SceneObject> visible, string? attribute, SceneRandom random, Func<ObjectQuery, SceneObject, string, StepQuestion> make)
    {
        var item = random.Pick(visible);
        var query = Describer.DescribeUniquely(item, visible, attribute, random);
        return query is null ? null : make(query, item, attribute ?? "");
    }

    private static StepQuestion? SampleExist(ImmutableArray<SceneObject> visible, SceneRandom random)
    {
        var query = random.NextBool()
            ? visible.IsEmpty ? null : Describer.Describe(random.Pick(visible), random)
            : Describer.DescribeAbsent(visible, random);
        return query is null ? null : new StepQuestion(StepQuestionKind.Exist, query);
    }

    private static StepQuestion? SampleCount(ImmutableArray<SceneObject> visible, SceneRandom random)
    {
        if (random.NextBool(0.2))
        {
            return Describer.DescribeAbsent(visible, random) is { } absent ? new StepQuestion(StepQuestionKind.Count, absent) : null;
        }

        // Every count up to the highest that one attribute reaches is drawn equally often; else nearly all answers were 1.
        var queries = visible
            .SelectMany(o => ObjectQuery.Attributes.Select(a => ObjectQuery.Of(o, a)))
            .Append(new ObjectQuery())
            .Distinct()
            .Where(q => q.Shape is not null || q.Color is not null || q.Size is not null || q.Pattern is not null)
            .GroupBy(q => visible.Count(q.Matches))
            .Where(g => g.Key is > 0 and <= 4)
            .ToList();
        return queries.Count == 0 ? null : new StepQuestion(StepQuestionKind.Count, random.Pick(random.Pick(queries).ToList()));
    }
}
