namespace Sdvp.Core.Teaching.Adapters;

/// <summary>
/// How what a step claims is put to a teacher. <c>{object}</c> stands for the text of that name, <c>{a object}</c> for it behind <c>a</c> or <c>an</c>. Immutable.
/// </summary>
/// <param name="Question">For teachers of one image, such as <c>is there {a object}?</c>.</param>
/// <param name="Statement">For teachers of pairs, such as <c>there is {a object}</c>.</param>
public sealed record ClaimTemplates(string Question, string Statement)
{
    /// <summary>What exists: <c>is there {a object}?</c>.</summary>
    public static ClaimTemplates Exists { get; } = new("is there {a object}?", "there is {a object}");

    /// <summary>What has a property: <c>is the {object} {attribute}?</c>.</summary>
    public static ClaimTemplates HasProperty { get; } = new("is the {object} {attribute}?", "the {object} is {attribute}");

    /// <summary>What a text says of an image: <c>is this {a text}?</c>.</summary>
    public static ClaimTemplates Matches { get; } = new("is this {a text}?", "there is {a text}");

    /// <summary>How a pair is made of the step's image, for teachers of pairs; its rules and candidates are not used. Default: the other image of the example.</summary>
    public StatementStepAdapterOptions Pairs { get; init; } = new();
}
