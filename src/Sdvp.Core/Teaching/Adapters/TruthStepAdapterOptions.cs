using System.Collections.Immutable;

namespace Sdvp.Core.Teaching.Adapters;

/// <summary>How <see cref="TruthStepAdapter"/> makes labels. Immutable.</summary>
public sealed record TruthStepAdapterOptions
{
    /// <summary>The module that is labelled, such as <c>EXISTS</c>.</summary>
    public required string Module { get; init; }

    /// <summary>The module's image parameter. Default: <c>image</c>.</summary>
    public string ImageParameter { get; init; } = "image";

    /// <summary>The module's parameters whose texts the claim is made of; the templates have a place for each. Default: <c>object</c>.</summary>
    public ImmutableArray<string> TextParameters { get; init; } = ["object"];

    /// <summary>How the claim is put. Default: <see cref="ClaimTemplates.Exists"/>.</summary>
    public ClaimTemplates Templates { get; init; } = ClaimTemplates.Exists;

    /// <summary>The least probability of the likelier of yes and no, in [0, 1]. Default: 0.6.</summary>
    public double MinConfidence { get; init; } = 0.6;

    /// <summary>Label with yes or no alone instead of the distribution. Default: false.</summary>
    public bool HardLabels { get; init; }

    /// <summary>How labels are weighted. Default: <see cref="LabelWeighting.Constant"/>.</summary>
    public LabelWeighting Weighting { get; init; }

    /// <summary>Reads yes and no out of the teacher's answers. Default: <see cref="AnswerNormalizer.Default"/>.</summary>
    public AnswerNormalizer Normalizer { get; init; } = AnswerNormalizer.Default;

    /// <summary>Options for steps <c>exists(image, object)</c>.</summary>
    /// <param name="module">The module. Default: <c>EXISTS</c>.</param>
    /// <returns>The options.</returns>
    public static TruthStepAdapterOptions ForExists(string module = "EXISTS") => new() { Module = module };

    /// <summary>Options for steps <c>verify_property(image, object, attribute)</c>.</summary>
    /// <param name="module">The module. Default: <c>VERIFY_PROPERTY</c>.</param>
    /// <returns>The options.</returns>
    public static TruthStepAdapterOptions ForVerifyProperty(string module = "VERIFY_PROPERTY") =>
        new() { Module = module, TextParameters = ["object", "attribute"], Templates = ClaimTemplates.HasProperty };
}
