using Sdvp.Core.Values;

namespace Sdvp.Distillation.Labelling.Credit;

/// <summary>How far a program's final answer speaks for a label.</summary>
/// <param name="Step">The labelled step; with the revising rule its label is the one to learn from.</param>
/// <param name="Credit">In [0, 1]; with the single rule 0 or 1; with the revising rule the confidence of the new label.</param>
/// <param name="FinalAnswer">The program's result with the label's answer put in, all else as recorded; null where that run failed.</param>
/// <param name="Failure">Why it failed; null where it did not.</param>
public sealed record StepCredit(LabelledStep Step, double Credit, ProgramValue? FinalAnswer, string? Failure);
