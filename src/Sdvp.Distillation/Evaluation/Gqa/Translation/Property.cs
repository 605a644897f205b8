namespace Sdvp.Distillation.Evaluation.Gqa.Translation;

/// <summary>A value of an attribute, as it is said of an object.</summary>
/// <param name="Attribute">The attribute, such as <c>color</c>; empty where none is named.</param>
/// <param name="Value">The value, such as <c>red</c>.</param>
/// <param name="IsNegated">Whether it is said not to hold.</param>
internal sealed record Property(string Attribute, string Value, bool IsNegated)
{
    /// <summary>What stands behind "is".</summary>
    public string Predicate => Attribute switch
    {
        "name" or "type" => English.WithArticle(Value),
        "material" => $"made of {Value}",
        "hposition" or "vposition" => Value switch
        {
            "left" or "right" => $"on the {Value}",
            "middle" or "center" => "in the middle",
            "top" or "bottom" => $"at the {Value}",
            _ => Value,
        },
        _ => Value,
    };

    /// <summary>Whether it stands behind the noun instead of before it.</summary>
    public bool IsClause => Attribute is "hposition" or "vposition";

    /// <summary>Whether it says what the object is, or where, and not of what quality.</summary>
    public bool IsPlainAdjective => Predicate == Value;

    public static Property Parse(string attribute, string argument)
    {
        var value = argument.Trim();
        var isNegated = value.StartsWith("not(", StringComparison.Ordinal) && value.EndsWith(')');
        value = isNegated ? value[4..^1].Trim() : value;
        return value.Length > 0 ? new Property(attribute, value, isNegated) : throw new InvalidStepException("There is no value; expected is one such as red or not(red).");
    }
}
