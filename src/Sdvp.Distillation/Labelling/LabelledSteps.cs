using System.Collections.Immutable;

namespace Sdvp.Distillation.Labelling;

/// <summary>What came of labelling runs.</summary>
/// <param name="Steps">The steps that got a label, in the order of runs and steps.</param>
/// <param name="Summary">The counts.</param>
public sealed record LabelledSteps(ImmutableArray<LabelledStep> Steps, LabellingSummary Summary);
