namespace Sdvp.Distillation.Labelling.Credit;

/// <summary>How <see cref="CounterfactualCredit"/> judges labels. Immutable.</summary>
public sealed record CounterfactualCreditOptions
{
    /// <summary>The rule. Default: <see cref="CreditRule.Joint"/>.</summary>
    public CreditRule Rule { get; init; } = CreditRule.Joint;

    /// <summary>The least credit of a label that is kept, in (0, 1]. Default: 0.6.</summary>
    public double MinCredit { get; init; } = 0.6;

    /// <summary>
    /// Joint and revising rule: the most combinations that are executed for one program, at least 2; with more, only label and recorded answer of each step are combined, and
    /// if these are too many too, the single rule is used. Default: 128.
    /// </summary>
    public int MaxCombinations { get; init; } = 128;

    /// <summary>Joint and revising rule: the share of the label in the weight of an answer, in [0, 1]; the rest is the recorded distribution's. Default: 0.5.</summary>
    public double LabelShare { get; init; } = 0.5;

    /// <summary>The least probability with which a region of a label is put into a program, in [0, 1]. Default: 0.5.</summary>
    public double RegionThreshold { get; init; } = 0.5;
}
