using System.Collections.Immutable;

namespace Sdvp.Core.Teaching.Adapters;

/// <summary>How <see cref="RegionStepAdapter"/> makes labels. Immutable.</summary>
public sealed record RegionStepAdapterOptions
{
    /// <summary>The module that is labelled: VisProg's LOC, or DETECT, which stands behind Viper's <c>find</c>. Default: <c>LOC</c>.</summary>
    public string Module { get; init; } = "LOC";

    /// <summary>The module's image parameter. Default: <c>image</c>.</summary>
    public string ImageParameter { get; init; } = "image";

    /// <summary>The module's parameter that says what to find. Default: <c>object</c>.</summary>
    public string ObjectParameter { get; init; } = "object";

    /// <summary>
    /// The question put about each region. <c>{object}</c> stands for the step's object, <c>{a object}</c> for the object behind <c>a</c> or <c>an</c>.
    /// Default: <c>is there a {object}?</c>.
    /// </summary>
    public string Question { get; init; } = "is there a {object}?";

    /// <summary>
    /// For a teacher of pairs: how a pair is made of each region, the best being <see cref="PairWith.Blank"/> or <see cref="PairWith.Same"/>; its rules, candidates
    /// and <see cref="StatementStepAdapterOptions.AbstainOnCrops"/> are not used. Null for a teacher of one image. Default: null.
    /// </summary>
    public StatementStepAdapterOptions? Pairs { get; init; }

    /// <summary>The statement put about each region to a teacher of pairs, with the placeholders of <see cref="Question"/>. Default: <c>there is {a object}</c>.</summary>
    public string Statement { get; init; } = "there is {a object}";

    /// <summary>How many of the step's proposals are judged, best first; at least 1. Default: 8.</summary>
    public int TopProposals { get; init; } = 8;

    /// <summary>Factor by which a region's sides grow about its centre before it is cut out; at least 1. Default: 1.2.</summary>
    public double Expansion { get; init; } = 1.2;

    /// <summary>The least probability of the likelier of yes and no, in [0, 1]. Default: 0.6.</summary>
    public double MinConfidence { get; init; } = 0.6;

    /// <summary>Keep regions about which the teacher is unsure in the label, with weight 0, instead of leaving them out. Default: false.</summary>
    public bool KeepUnsureRegions { get; init; }

    /// <summary>How regions are weighted; the label itself weighs 1. Default: <see cref="LabelWeighting.Constant"/>.</summary>
    public LabelWeighting Weighting { get; init; }

    /// <summary>Objects that name a part of the image, not a thing; compared by ordinal. Default: TOP, BOTTOM, LEFT, RIGHT.</summary>
    public ImmutableHashSet<string> SpecialObjects { get; init; } = ImmutableHashSet.Create(StringComparer.Ordinal, "TOP", "BOTTOM", "LEFT", "RIGHT");

    /// <summary>Reads yes and no out of the teacher's answers. Default: <see cref="AnswerNormalizer.Default"/>.</summary>
    public AnswerNormalizer Normalizer { get; init; } = AnswerNormalizer.Default;
}
