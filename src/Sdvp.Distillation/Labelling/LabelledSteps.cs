using System.Collections.Immutable;

namespace Sdvp.Distillation.Labelling;

/// <summary>What came of labelling runs.</summary>
/// <param name="Steps">The steps that got a label, in the order of runs and steps.</param>
/// <param name="Summary">The counts.</param>
public sealed record LabelledSteps(ImmutableArray<LabelledStep> Steps, LabellingSummary Summary)
{
    /// <summary>
    /// What was said of each query at which the teacher failed, by the query's content id; see <see cref="StepLabellerOptions.KnownFailures"/>. Empty
    /// unless <see cref="StepLabellerOptions.SkipTeacherFailures"/> is set.
    /// </summary>
    public ImmutableDictionary<string, string> TeacherFailures { get; init; } = ImmutableDictionary<string, string>.Empty;
}
