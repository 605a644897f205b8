using System.Collections.Immutable;
using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;
using Sdvp.Distillation.Tests.Toys;

namespace Sdvp.Distillation.Tests.Training;

/// <summary>Labels a locating step with an answer.</summary>
internal sealed class MislabellingAdapter : IStepAdapter
{
    private readonly ToyLocAdapter _inner = new();

    public string Module => "LOC";

    public string Name => "mislabelling";

    public Adaptation<IReadOnlyList<TeacherQuery>> ToTeacher(StepRecord step, TaskExample example) => _inner.ToTeacher(step, example);

    public Adaptation<StepLabel> ToStudent(StepRecord step, TaskExample example, ImmutableArray<TeacherAnswer> answers) =>
        StepLabel.ForAnswers(answers[0].Distribution, 1, Name);
}
