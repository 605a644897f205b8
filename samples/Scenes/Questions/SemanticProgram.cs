using System.Collections.Immutable;
using Sdvp.Core.Values;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Samples.Scenes.Questions;

/// <summary>Writes the functional programs of questions: GQA's operations over the objects of a scene graph.</summary>
internal sealed class SemanticProgram
{
    private readonly ImmutableArray<SemanticOperation>.Builder _operations = ImmutableArray.CreateBuilder<SemanticOperation>();

    public ImmutableArray<SemanticOperation> Operations => _operations.ToImmutable();

    /// <summary>Selects the objects that a description fits; gives the index of the last operation.</summary>
    public int Select(ObjectQuery query, Scene scene)
    {
        var named = scene.Objects.Where(o => query.Shape is null || o.Shape == query.Shape);
        return Filter(query, Add("select", $"{query.Shape ?? "thing"} ({Ids(named)})"));
    }

    /// <summary>Goes from an anchor to the objects on one side of it that a description fits.</summary>
    public int Relate(ObjectQuery query, Direction direction, Scene scene, PixelBox region, int anchor)
    {
        var named = scene.VisibleIn(region).Where(o => query.Shape is null || o.Shape == query.Shape);
        return Filter(query, Add("relate", $"{query.Shape ?? "_"},{direction.Relation()},s ({Ids(named)})", anchor));
    }

    public int Add(string operation, string argument, params ReadOnlySpan<int> dependencies)
    {
        _operations.Add(new SemanticOperation(operation, argument, [.. dependencies]));
        return _operations.Count - 1;
    }

    /// <summary>Ends with what a step question asks about the selected objects.</summary>
    public void Ask(StepQuestion question, int selected)
    {
        _ = question.Kind switch
        {
            StepQuestionKind.Query => Add("query", question.Attribute == "shape" ? "name" : question.Attribute!, selected),
            StepQuestionKind.Verify => Add($"verify {Category(question)}".TrimEnd(), question.Value!, selected),
            StepQuestionKind.Choose => Add($"choose {Category(question)}".TrimEnd(), $"{question.Value}|{question.Alternative}", selected),
            StepQuestionKind.Exist => Add("exist", "?", selected),
            StepQuestionKind.Where => Add("query", "position", selected),
            StepQuestionKind.Name => Add("query", "title", selected),
            StepQuestionKind.Count => Add("count", "", selected),
            _ => throw new ArgumentOutOfRangeException(nameof(question), question.Kind, "There is no such kind of question."),
        };
    }

    private static string Category(StepQuestion question) => question.Attribute == "shape" ? "name" : question.Attribute!;

    private static string Ids(IEnumerable<SceneObject> objects)
    {
        var ids = string.Join(',', objects.Select(o => o.Id));
        return ids.Length == 0 ? "-" : ids;
    }

    private int Filter(ObjectQuery query, int selected)
    {
        foreach (var attribute in new[] { "size", "pattern", "color" })
        {
            if (query.ValueOf(attribute) is { } value)
            {
                selected = Add($"filter {attribute}", value, selected);
            }
        }

        return selected;
    }
}
