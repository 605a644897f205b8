using System.Collections.Immutable;

namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>How functional programs become visual programs. Immutable.</summary>
public sealed record GqaTranslationOptions
{
    /// <summary>
    /// VisProg: look for an object and crop the image around it before its attributes are asked for, so that LOC takes part in more steps. Default: false: the
    /// question, which describes the object, is put to the image. Viper programs always look for the object.
    /// </summary>
    public bool CropObjects { get; init; }

    /// <summary>VisProg: decide whether there is an object by LOC and COUNT instead of asking VQA. Default: false.</summary>
    public bool ExistByCounting { get; init; }

    /// <summary>VisProg: the input variable that holds the image. Default: <c>IMAGE</c>.</summary>
    public string ImageVariable { get; init; } = "IMAGE";

    /// <summary>
    /// Viper: ask whether there is an object, and for properties and choices, in words by <c>simple_query</c>, so that programs call LOC and VQA alone. Default: false: by
    /// <c>exists</c>, <c>verify_property</c> and <c>best_text_match</c>, which need MATCH.
    /// </summary>
    public bool AskInWords { get; init; }

    /// <summary>
    /// Questions for attributes by the attribute's name, for modules that know a question in one form only: <c>{x}</c> stands for the description, <c>{be}</c> for is or are,
    /// such as <c>where {be} the {x}?</c> for <c>position</c>. Default: none; the translator has questions of its own.
    /// </summary>
    public ImmutableDictionary<string, string> Questions { get; init; } = ImmutableDictionary<string, string>.Empty;
}
