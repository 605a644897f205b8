using System.Collections.Immutable;
using Sdvp.Core.Recording;

namespace Sdvp.Core.Teaching;

/// <summary>
/// Aligns the interfaces of a step and of a teacher. One step may need several queries (candidates, proposals).
/// Stateless and thread-safe; checks that the answer spaces fit when it is built.
/// </summary>
public interface IStepAdapter
{
    /// <summary>The name of the module whose steps this adapter serves.</summary>
    string Module { get; }

    /// <summary>Identity of the adapter's rules; part of a label's origin.</summary>
    string Name { get; }

    /// <summary>Puts a step in the teacher's terms.</summary>
    /// <param name="step">The step as it was executed.</param>
    /// <param name="example">The example that it belongs to.</param>
    /// <returns>The queries, at least one, or why there are none.</returns>
    Adaptation<IReadOnlyList<TeacherQuery>> ToTeacher(StepRecord step, TaskExample example);

    /// <summary>Makes the step's label from the teacher's answers.</summary>
    /// <param name="step">The step.</param>
    /// <param name="example">The example that it belongs to.</param>
    /// <param name="answers">One answer for each query that <see cref="ToTeacher"/> gave, in their order.</param>
    /// <returns>The label, or why there is none.</returns>
    Adaptation<StepLabel> ToStudent(StepRecord step, TaskExample example, ImmutableArray<TeacherAnswer> answers);
}
