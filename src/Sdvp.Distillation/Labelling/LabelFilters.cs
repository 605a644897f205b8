using System.Globalization;
using Sdvp.Distillation.Labelling.Credit;

namespace Sdvp.Distillation.Labelling;

/// <summary>Which labels are kept; each filter is off by default. Immutable.</summary>
public sealed record LabelFilters
{
    /// <summary>Scales the teacher's probabilities before an adapter sees them. Default: none.</summary>
    public ConfidenceCalibration? Calibration { get; init; }

    /// <summary>
    /// The least probability of a label's best answer, in [0, 1]; the others count as abstentions with the code <c>low-confidence</c>. Asked after
    /// <see cref="Credit"/>, of the label as it is then. Region labels are filtered by their adapter, region by region. Default: 0.
    /// </summary>
    public double MinConfidence { get; init; }

    /// <summary>
    /// Keep labels only of runs whose final answer agrees with the example's: the others count as abstentions with the code <c>wrong-final-answer</c>, or
    /// <c>unknown-final-answer</c> where the example has none. Default: false.
    /// </summary>
    public bool RequireCorrectAnswer { get; init; }

    /// <summary>
    /// Keep labels only where the program's final answer speaks for them, and with <see cref="CreditRule.Revising"/> correct them first; the others count as abstentions with the code <c>no-credit</c>, or
    /// <c>unknown-final-answer</c> where the example has none. Default: none.
    /// </summary>
    public CounterfactualCredit? Credit { get; init; }

    /// <summary>Identity of the filters; part of what a resumed distillation checks.</summary>
    /// <returns>The filters that are on, in words.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Calibration?.ToString() ?? "no calibration"}, confidence≥{MinConfidence:R}, {(RequireCorrectAnswer ? "right runs" : "all runs")}, {Credit?.Name ?? "no credit"}");
}
