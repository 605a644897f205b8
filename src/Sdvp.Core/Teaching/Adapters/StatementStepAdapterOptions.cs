using System.Collections.Immutable;

namespace Sdvp.Core.Teaching.Adapters;

/// <summary>How <see cref="StatementStepAdapter"/> makes statements and labels. Immutable.</summary>
public sealed record StatementStepAdapterOptions
{
    /// <summary>The module that is labelled. Default: <c>VQA</c>.</summary>
    public string Module { get; init; } = "VQA";

    /// <summary>The module's image parameter. Default: <c>image</c>.</summary>
    public string ImageParameter { get; init; } = "image";

    /// <summary>The module's question parameter. Default: <c>question</c>.</summary>
    public string QuestionParameter { get; init; } = "question";

    /// <summary>How questions become statements; the first rule that matches counts. Default: <see cref="StatementRules.English"/>.</summary>
    public ImmutableArray<StatementRule> Rules { get; init; } = StatementRules.English;

    /// <summary>Candidates by list name, for rules of the kind <see cref="StatementRuleKind.Choice"/>. Default: none, so that these rules do not apply.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Candidates { get; init; } = ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>The largest number tried by rules of the kind <see cref="StatementRuleKind.Count"/>; at least 1. Default: 6.</summary>
    public int MaxCount { get; init; } = 6;

    /// <summary>Write numbers in statements as words instead of digits. Default: false.</summary>
    public bool NumbersAsWords { get; init; }

    /// <summary>Put counted nouns into the singular for 1 and write <c>is</c> there. Default: true.</summary>
    public bool SingularForOne { get; init; } = true;

    /// <summary>The input variable that holds an example's left image. Default: <c>LEFT</c>.</summary>
    public string LeftInput { get; init; } = "LEFT";

    /// <summary>The input variable that holds an example's right image. Default: <c>RIGHT</c>.</summary>
    public string RightInput { get; init; } = "RIGHT";

    /// <summary>What a statement about a left image becomes; <c>{statement}</c> stands for it. Default: <c>in the left image {statement}</c>.</summary>
    public string LeftStatement { get; init; } = "in the left image {statement}";

    /// <summary>What a statement about a right image becomes; <c>{statement}</c> stands for it. Default: <c>in the right image {statement}</c>.</summary>
    public string RightStatement { get; init; } = "in the right image {statement}";

    /// <summary>What stands beside the step's image. Default: <see cref="PairWith.OtherImage"/>.</summary>
    public PairWith PairWith { get; init; }

    /// <summary>Abstain where the step's image is only a part of an input. Default: true.</summary>
    public bool AbstainOnCrops { get; init; } = true;

    /// <summary>
    /// Weigh candidates by the odds of their statements, which is their probability given that exactly one of independent statements is true, instead of by the
    /// statements' probabilities. Default: true.
    /// </summary>
    public bool UseOdds { get; init; } = true;

    /// <summary>The least probability of the best answer, in [0, 1]. Default: 0.5.</summary>
    public double MinConfidence { get; init; } = 0.5;

    /// <summary>Label with the best answer alone instead of the distribution. Default: false.</summary>
    public bool HardLabels { get; init; }

    /// <summary>How labels are weighted. Default: <see cref="LabelWeighting.Constant"/>.</summary>
    public LabelWeighting Weighting { get; init; }

    /// <summary>Compares answers of teacher and student. Default: <see cref="AnswerNormalizer.Default"/>.</summary>
    public AnswerNormalizer Normalizer { get; init; } = AnswerNormalizer.Default;
}
