namespace Sdvp.Distillation.Evaluation.Gqa.Translation;

/// <summary>Questions about the attributes of objects and of the scene.</summary>
internal static class Attributes
{
    public static string Query(Operand subject, string attribute, IProgramWriter writer)
    {
        if (subject is SceneOperand scene)
        {
            return writer.Ask(scene.Image, QueryScene(attribute));
        }

        var (image, item) = (ObjectsOperand)subject;
        if (writer.Options.Questions.TryGetValue(attribute, out var template))
        {
            var question = template.Replace("{be}", item.Be, StringComparison.Ordinal).Replace("{x}", item.Text, StringComparison.Ordinal);

            // A crop around the object would lose where it is.
            return attribute == "position" ? writer.Ask(image, question) : writer.AskAbout(image, item, question);
        }

        return attribute is "hposition" or "vposition"
            ? writer.Position(image, item, attribute == "hposition")
            : writer.AskAbout(image, item, QueryText(item, attribute));
    }

    public static string QueryText(Description item, string attribute) => attribute switch
    {
        "name" when item.IsAny => $"what {item.Be} the {item.Text}?",
        "name" => $"what kind of {item.Noun} {item.Be} the {item.Text}?",
        "material" => $"what {item.Be} the {item.Text} made of?",
        "activity" or "sportActivity" => $"what {item.Be} the {item.Text} doing?",
        "color" or "shape" or "size" or "pattern" or "position" or "type" => $"what {attribute} {item.Be} the {item.Text}?",
        _ => $"what is the {English.Words(attribute)} of the {item.Text}?",
    };

    public static string Verify(Operand subject, Property property, IProgramWriter writer)
    {
        if (subject is SceneOperand scene)
        {
            var answer = writer.AskTruth(scene.Image, $"{OfScene(property)}?");
            return property.IsNegated ? writer.Not(answer) : answer;
        }

        var (image, item) = (ObjectsOperand)subject;
        var isTrue = writer.Verify(image, item, property with { IsNegated = false });
        return property.IsNegated ? writer.Not(isTrue) : isTrue;
    }

    public static string Choose(Operand subject, string attribute, string argument, IProgramWriter writer)
    {
        if (argument.Split('|') is not [{ Length: > 0 } left, { Length: > 0 } right])
        {
            throw new InvalidStepException($"The argument is '{argument}'; expected are two values, such as red|blue.");
        }

        var (first, second) = (Property.Parse(attribute, left), Property.Parse(attribute, right));
        if (subject is SceneOperand scene)
        {
            return writer.Ask(scene.Image, $"{OfScene(first)} or {(IsPlace(attribute) ? English.WithArticle(second.Value) : second.Value)}?");
        }

        var (image, item) = (ObjectsOperand)subject;
        return attribute switch
        {
            "hposition" when IsChoiceOf(first, second, "left", "right") => writer.Position(image, item, isHorizontal: true),
            "vposition" when IsChoiceOf(first, second, "top", "bottom") => writer.Position(image, item, isHorizontal: false),
            _ => writer.Choose(image, item, first, second),
        };
    }

    private static bool IsChoiceOf(Property first, Property second, string left, string right) =>
        (first.Value == left && second.Value == right) || (first.Value == right && second.Value == left);

    private static string QueryScene(string attribute) => attribute switch
    {
        "weather" => "how is the weather?",
        "location" => "is it indoors or outdoors?",
        "place" or "room" => $"which {attribute} is this?",
        _ => $"what is the {English.Words(attribute)} of the scene?",
    };

    private static bool IsPlace(string attribute) => attribute is "place" or "room" or "name";

    private static string OfScene(Property property) => IsPlace(property.Attribute) ? $"is this {English.WithArticle(property.Value)}" : $"is it {property.Value}";
}
