using System.Collections.Immutable;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Samples.Scenes.Questions;

/// <summary>Finds words for objects: descriptions that fit exactly one object, and descriptions that fit none although they nearly do.</summary>
public static class Describer
{
    private static readonly ImmutableArray<ImmutableArray<string>> Forms =
    [
        ["shape"], ["color"], ["color", "shape"], ["size", "shape"], ["pattern", "shape"], ["size", "color"], ["pattern", "color"],
        ["size", "color", "shape"], ["pattern", "color", "shape"],
    ];

    /// <summary>Describes one object so that no other fits.</summary>
    /// <param name="item">The object.</param>
    /// <param name="among">All objects in view.</param>
    /// <param name="unsaid">An attribute that the description must not mention; null for none.</param>
    /// <param name="random">Chooses among the descriptions; short ones come first more often.</param>
    /// <returns>The description; null where there is none.</returns>
    public static ObjectQuery? DescribeUniquely(SceneObject item, ImmutableArray<SceneObject> among, string? unsaid, SceneRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var queries = Forms
            .Where(form => unsaid is null || !form.Contains(unsaid))
            .Select(form => ObjectQuery.Of(item, form.AsSpan()))
            .Where(query => among.Count(query.Matches) == 1)
            .ToList();
        return queries.Count == 0 ? null : queries[Math.Min(random.NextInt(queries.Count), random.NextInt(queries.Count))];
    }

    /// <summary>Describes an object without caring whether others fit too.</summary>
    /// <param name="item">The object.</param>
    /// <param name="random">Chooses the form.</param>
    /// <returns>The description.</returns>
    public static ObjectQuery Describe(SceneObject item, SceneRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return ObjectQuery.Of(item, random.Pick(Forms).AsSpan());
    }

    /// <summary>A description that fits no object in view, though most of it is true of one: a hard negative.</summary>
    /// <param name="among">All objects in view.</param>
    /// <param name="random">Chooses what to change.</param>
    /// <returns>The description; null where none was found.</returns>
    public static ObjectQuery? DescribeAbsent(ImmutableArray<SceneObject> among, SceneRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var form = random.Pick(Forms);
            var query = among.IsEmpty ? RandomQuery(form, random) : ObjectQuery.Of(random.Pick(among), form.AsSpan());
            var attribute = random.Pick(form);

            // Values of other objects in view make the description hard to refuse: the colour is there, the shape is there, not together.
            var values = !among.IsEmpty && random.NextBool(0.6)
                ? [.. among.Select(o => o.ValueOf(attribute)).Distinct()]
                : SceneVocabulary.ValuesOf(attribute);
            query = query.With(attribute, random.Pick(values));
            if (!among.Any(query.Matches))
            {
                return query;
            }
        }

        return null;
    }

    private static ObjectQuery RandomQuery(ImmutableArray<string> form, SceneRandom random) =>
        form.Aggregate(new ObjectQuery(), (query, attribute) => query.With(attribute, random.Pick(SceneVocabulary.ValuesOf(attribute))));
}
