namespace Sdvp.Distillation.Evaluation.Gqa.Translation;

/// <summary>Steps about how objects stand to each other.</summary>
internal static class Relations
{
    public static ObjectsOperand Relate(ObjectsOperand anchor, RelationArgument argument, IProgramWriter writer)
    {
        var found = new Description(argument.Name);
        return argument.IsAttribute ? new ObjectsOperand(anchor.Image, found.Related($"that {(found.IsPlural ? "have" : "has")} the {argument.Relation} as the {anchor.Description.Text}"))
            : SideOf(argument, argument.Relation) is { } side ? new ObjectsOperand(writer.Beside(anchor.Image, anchor.Description, side), found)
            : new ObjectsOperand(anchor.Image, found.Related(Clause(anchor, argument)));
    }

    public static string Verify(ObjectsOperand anchor, RelationArgument argument, IProgramWriter writer)
    {
        var named = new Description(argument.Name);
        if (!argument.IsAttribute && SideOf(argument, argument.Relation) is { } side)
        {
            return writer.Exists(writer.Beside(anchor.Image, anchor.Description, side), named);
        }

        var question = argument.IsAttribute ? $"does the {named.Text} have the {argument.Relation} as the {anchor.Description.Text}?"
            : argument.IsSubject ? $"{named.Be} the {named.Text} {argument.Relation} the {anchor.Description.Text}?"
            : $"{anchor.Description.Be} the {anchor.Description.Text} {argument.Relation} {English.WithArticle(named.Text)}?";
        return writer.AskTruth(anchor.Image, question);
    }

    public static string Choose(ObjectsOperand anchor, RelationArgument argument, IProgramWriter writer)
    {
        if (argument.Relation.Split('|') is not [{ Length: > 0 } first, { Length: > 0 } second])
        {
            throw new InvalidStepException($"The relation is '{argument.Relation}'; expected are two, such as to the left of|to the right of.");
        }

        var named = new Description(argument.Name);
        if (Sides.Of(first) is { } side && Sides.Of(second) is { } other && side.Opposite() == other)
        {
            // The relation chosen is named as it stands, whoever its subject is; only the place to look at changes.
            var looked = argument.IsSubject ? side : side.Opposite();
            return writer.If(writer.Exists(writer.Beside(anchor.Image, anchor.Description, looked), named), side.Answer(), other.Answer());
        }

        return writer.Ask(anchor.Image, argument.IsSubject
            ? $"{named.Be} the {named.Text} {first} or {second} the {anchor.Description.Text}?"
            : $"{anchor.Description.Be} the {anchor.Description.Text} {first} or {second} the {named.Text}?");
    }

    /// <summary>The side of the anchor on which the named object lies.</summary>
    private static Side? SideOf(RelationArgument argument, string relation) =>
        Sides.Of(relation) is { } side ? argument.IsSubject ? side : side.Opposite() : null;

    private static string Clause(ObjectsOperand anchor, RelationArgument argument) => argument.IsSubject
        ? $"{argument.Relation} the {anchor.Description.Text}"
        : $"that the {anchor.Description.Text} {anchor.Description.Be} {argument.Relation}";
}
