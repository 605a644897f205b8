namespace Sdvp.Distillation.Evaluation.Gqa.Translation;

/// <summary>Steps that compare objects.</summary>
internal static class Comparisons
{
    // GQA's answers to what two objects have in common; the first two are asked for, the last is what remains.
    private static readonly string[] _shared = ["color", "shape"];

    public static string OfTwo(ObjectsOperand left, ObjectsOperand right, string attribute, bool isSame, IProgramWriter writer)
    {
        var same = writer.Same(Query(left, attribute, writer), Query(right, attribute, writer));
        return isSame ? same : writer.Not(same);
    }

    public static string OfAll(ObjectsOperand objects, string attribute, bool isSame, IProgramWriter writer)
    {
        var plural = objects.Description with { Noun = English.Plural(objects.Description.Noun) };
        var same = writer.AskTruth(objects.Image, attribute is "type" or "name"
            ? $"are all the {plural.Text} of the same type?"
            : $"do all the {plural.Text} have the same {English.Words(attribute)}?");
        return isSame ? same : writer.Not(same);
    }

    public static string Choose(ObjectsOperand left, ObjectsOperand right, string comparative, IProgramWriter writer)
    {
        if (comparative.Length == 0)
        {
            throw new InvalidStepException("There is nothing to choose by; expected is a comparative, such as choose healthier.");
        }

        return writer.Ask(writer.Image, $"which is {comparative}, the {left.Description.Text} or the {right.Description.Text}?");
    }

    public static string Common(ObjectsOperand left, ObjectsOperand right, IProgramWriter writer) => writer.FirstSame(
        [.. _shared.Select(attribute => (attribute, Query(left, attribute, writer), Query(right, attribute, writer)))], "material");

    private static string Query(ObjectsOperand objects, string attribute, IProgramWriter writer) =>
        Attributes.Query(objects, attribute == "type" ? "name" : attribute, writer);
}
