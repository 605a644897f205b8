namespace Sdvp.Distillation.Evaluation.Gqa.Translation;

/// <summary>The argument of <c>relate</c>, <c>verify rel</c> and <c>choose rel</c>: <c>name,relation,s (ids)</c>, <c>…,o (ids)</c> or <c>name,same color,_ (ids)</c>.</summary>
/// <param name="Name">The related object; <c>_</c> for any.</param>
/// <param name="Relation">The relation; for a choice two, separated by <c>|</c>.</param>
/// <param name="IsSubject">Whether the named object is the relation's subject: it is to the left of the anchor. Else the anchor is.</param>
/// <param name="IsAttribute">Whether the relation is a shared attribute, such as <c>same color</c>.</param>
internal sealed record RelationArgument(string Name, string Relation, bool IsSubject, bool IsAttribute)
{
    public static RelationArgument Parse(string argument)
    {
        var text = Names.WithoutIds(argument);
        var first = text.IndexOf(',', StringComparison.Ordinal);
        var last = text.LastIndexOf(',');
        if (first <= 0 || last <= first + 1)
        {
            throw new InvalidStepException($"The argument is '{argument}'; expected is name,relation,s or name,relation,o, such as book,to the left of,s.");
        }

        var (name, relation, role) = (text[..first].Trim(), text[(first + 1)..last].Trim(), text[(last + 1)..].Trim());
        return role is "s" or "o" or "_"
            ? new RelationArgument(name, relation, role == "s", role == "_")
            : throw new InvalidStepException($"The role in '{argument}' is '{role}'; expected is s, o, or _ for a shared attribute.");
    }
}
