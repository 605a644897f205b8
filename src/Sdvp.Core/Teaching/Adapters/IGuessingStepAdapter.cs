using System.Collections.Immutable;
using Sdvp.Core.Recording;

namespace Sdvp.Core.Teaching.Adapters;

/// <summary>An adapter that can say what its label would be where it abstains from giving one.</summary>
public interface IGuessingStepAdapter : IStepAdapter
{
    /// <summary>The teacher's best guess for a step, however unsure. Not fit to learn from.</summary>
    /// <param name="step">The step.</param>
    /// <param name="example">The example that it belongs to.</param>
    /// <param name="answers">One answer for each query that <see cref="IStepAdapter.ToTeacher"/> gave, in their order.</param>
    /// <returns>The guess; null where the answers hold none that the student could give.</returns>
    StepLabel? Guess(StepRecord step, TaskExample example, ImmutableArray<TeacherAnswer> answers);
}
