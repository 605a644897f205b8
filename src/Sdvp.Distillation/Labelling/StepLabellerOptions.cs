using System.Collections.Immutable;

namespace Sdvp.Distillation.Labelling;

/// <summary>How steps are labelled.</summary>
public sealed record StepLabellerOptions
{
    /// <summary>
    /// Keep labels only of runs whose final answer agrees with the example's: the others count as abstentions with the code
    /// <c>wrong-final-answer</c>, or <c>unknown-final-answer</c> where the example has none. The same as in <see cref="Filters"/>. Default: false.
    /// </summary>
    public bool RequireCorrectAnswer { get; init; }

    /// <summary>Which labels are kept. Default: all.</summary>
    public LabelFilters Filters { get; init; } = new();

    /// <summary>Queries sent to the teacher at once; at least 1. Default: 64.</summary>
    public int TeacherBatchSize { get; init; } = 64;

    /// <summary>
    /// Go on where the teacher fails: a batch at which it throws, or gives another number of answers, is asked again query by query, and the steps of those that fail
    /// alone count as abstentions with the code <c>teacher-failed</c>. Failures are not cached. Default: false, the teacher's exception ends the labelling.
    /// </summary>
    public bool SkipTeacherFailures { get; init; }

    /// <summary>
    /// The <see cref="LabelledSteps.TeacherFailures"/> of an earlier labelling: with <see cref="SkipTeacherFailures"/> these queries are not asked again and count as failed, unless the
    /// cache has their answer. Labels then are those of the earlier labelling, whatever the teacher would answer now. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, string> KnownFailures { get; init; } = ImmutableDictionary<string, string>.Empty;
}
