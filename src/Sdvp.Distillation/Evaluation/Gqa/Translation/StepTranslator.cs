using System.Collections.Immutable;

namespace Sdvp.Distillation.Evaluation.Gqa.Translation;

/// <summary>Translates one step, given what the steps before it gave.</summary>
internal static class StepTranslator
{
    public static Operand Translate(GqaOperation step, ImmutableArray<Operand> inputs, IProgramWriter writer)
    {
        var (verb, attribute) = Split(step.Operation);
        return verb switch
        {
            "select" => Select(Names.WithoutIds(step.Argument), writer),
            "filter" => Filter(Objects(inputs), Property.Parse(attribute, step.Argument)),
            "relate" => Relations.Relate(Objects(inputs), RelationArgument.Parse(step.Argument), writer),
            "exist" => new TruthOperand(Objects(inputs) is var found ? writer.Exists(found.Image, found.Description) : ""),
            "count" => new AnswerOperand(Objects(inputs) is var counted ? writer.Count(counted.Image, counted.Description) : ""),
            "query" => new AnswerOperand(Attributes.Query(Single(inputs), Attribute(attribute, step), writer)),
            "verify" when attribute == "rel" => new TruthOperand(Relations.Verify(Objects(inputs), RelationArgument.Parse(step.Argument), writer)),
            "verify" => new TruthOperand(Attributes.Verify(Single(inputs), Property.Parse(attribute, step.Argument), writer)),
            "choose" when attribute == "rel" => new AnswerOperand(Relations.Choose(Objects(inputs), RelationArgument.Parse(step.Argument), writer)),
            "choose" when inputs.Length == 2 => new AnswerOperand(Comparisons.Choose(First(inputs), Second(inputs), attribute, writer)),
            "choose" => new AnswerOperand(Attributes.Choose(Single(inputs), attribute, step.Argument, writer)),
            "and" => new TruthOperand(writer.And(Truth(inputs, 0), Truth(inputs, 1))),
            "or" => new TruthOperand(writer.Or(Truth(inputs, 0), Truth(inputs, 1))),
            "same" or "different" when inputs.Length == 2 =>
                new TruthOperand(Comparisons.OfTwo(First(inputs), Second(inputs), Attribute(attribute, step), verb == "same", writer)),
            "same" or "different" => new TruthOperand(Comparisons.OfAll(Objects(inputs), Attribute(attribute, step), verb == "same", writer)),
            "common" => new AnswerOperand(Comparisons.Common(First(inputs), Second(inputs), writer)),
            _ => throw new InvalidStepException(
                $"There is no operation '{verb}'; expected is select, filter, relate, query, verify, choose, exist, and, or, same, different, common or count."),
        };
    }

    private static (string Verb, string Attribute) Split(string operation)
    {
        var text = operation.Trim();
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (text, "") : (text[..space], text[(space + 1)..].Trim());
    }

    private static Operand Select(string name, IProgramWriter writer) => name switch
    {
        "" => throw new InvalidStepException("There is no name; expected is one such as lamp (233707), or scene."),
        "scene" => new SceneOperand(writer.Image),
        _ => new ObjectsOperand(writer.Image, new Description(name)),
    };

    private static ObjectsOperand Filter(ObjectsOperand objects, Property property) => objects with { Description = objects.Description.With(property) };

    /// <summary>The attribute, which stands behind the operation or in the argument.</summary>
    private static string Attribute(string attribute, GqaOperation step) => attribute.Length > 0 ? attribute
        : step.Argument.Trim() is { Length: > 0 } argument ? argument
        : throw new InvalidStepException("There is no attribute; expected is one such as color.");

    private static Operand Single(ImmutableArray<Operand> inputs) => inputs is [ObjectsOperand or SceneOperand]
        ? inputs[0]
        : throw new InvalidStepException($"It depends on {inputs.Length} steps{Kinds(inputs)}; expected is one that gives objects or the scene.");

    private static ObjectsOperand Objects(ImmutableArray<Operand> inputs) => inputs switch
    {
        [ObjectsOperand objects] => objects,
        [SceneOperand scene] => new ObjectsOperand(scene.Image, new Description("scene")),
        _ => throw new InvalidStepException($"It depends on {inputs.Length} steps{Kinds(inputs)}; expected is one that gives objects."),
    };

    private static ObjectsOperand First(ImmutableArray<Operand> inputs) => Pair(inputs, 0);

    private static ObjectsOperand Second(ImmutableArray<Operand> inputs) => Pair(inputs, 1);

    private static ObjectsOperand Pair(ImmutableArray<Operand> inputs, int index) => inputs.Length == 2 && inputs[index] is ObjectsOperand objects
        ? objects
        : throw new InvalidStepException($"It depends on {inputs.Length} steps{Kinds(inputs)}; expected are two that give objects.");

    private static string Truth(ImmutableArray<Operand> inputs, int index) => inputs.Length == 2 && inputs[index] is TruthOperand truth
        ? truth.Expression
        : throw new InvalidStepException($"It depends on {inputs.Length} steps{Kinds(inputs)}; expected are two that give yes or no, such as exist or verify.");

    private static string Kinds(ImmutableArray<Operand> inputs) => inputs.IsEmpty ? "" : $" that give {string.Join(" and ", inputs.Select(i => i switch
    {
        ObjectsOperand => "objects",
        SceneOperand => "the scene",
        TruthOperand => "yes or no",
        _ => "a text",
    }))}";
}
