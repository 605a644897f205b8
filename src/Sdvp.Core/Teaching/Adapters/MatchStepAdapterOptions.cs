namespace Sdvp.Core.Teaching.Adapters;

/// <summary>How <see cref="MatchStepAdapter"/> makes labels. Immutable.</summary>
public sealed record MatchStepAdapterOptions
{
    /// <summary>The module that is labelled. Default: <c>MATCH</c>.</summary>
    public string Module { get; init; } = "MATCH";

    /// <summary>The module's image parameter. Default: <c>image</c>.</summary>
    public string ImageParameter { get; init; } = "image";

    /// <summary>The module's parameter that holds the list of texts. Default: <c>texts</c>.</summary>
    public string TextsParameter { get; init; } = "texts";

    /// <summary>How it is asked whether a text fits; <c>{text}</c> stands for it. Default: <see cref="ClaimTemplates.Matches"/>.</summary>
    public ClaimTemplates Templates { get; init; } = ClaimTemplates.Matches;

    /// <summary>The most texts of a step, each of which is one query; at least 2. Default: 32.</summary>
    public int MaxTexts { get; init; } = 32;

    /// <summary>The least probability of the best text, in [0, 1]. Default: 0.5.</summary>
    public double MinConfidence { get; init; } = 0.5;

    /// <summary>
    /// Weigh texts by the odds of their truth, which is their probability given that exactly one of independent claims is true, instead of by the probabilities.
    /// Default: true.
    /// </summary>
    public bool UseOdds { get; init; } = true;

    /// <summary>Label with the best text alone instead of the distribution. Default: false.</summary>
    public bool HardLabels { get; init; }

    /// <summary>How labels are weighted. Default: <see cref="LabelWeighting.Constant"/>.</summary>
    public LabelWeighting Weighting { get; init; }

    /// <summary>Reads yes and no out of the teacher's answers. Default: <see cref="AnswerNormalizer.Default"/>.</summary>
    public AnswerNormalizer Normalizer { get; init; } = AnswerNormalizer.Default;
}
