using System.Collections.Immutable;
using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;

namespace Sdvp.Distillation.Tests.Toys;

/// <summary>Passes questions on, except the secret one.</summary>
internal sealed class ToyVqaAdapter : IStepAdapter
{
    public string Module => "VQA";

    public string Name => "toy-vqa";

    public Adaptation<IReadOnlyList<TeacherQuery>> ToTeacher(StepRecord step, TaskExample example)
    {
        var call = step.ToCall();
        var question = call.Get<TextValue>("question").Text;
        return question == "secret"
            ? new Abstention("not-for-teachers", "The question is secret.")
            : Adaptation<IReadOnlyList<TeacherQuery>>.FromValue([new TeacherQuery([call.Get<ImageValue>("image")], question)]);
    }

    public Adaptation<StepLabel> ToStudent(StepRecord step, TaskExample example, ImmutableArray<TeacherAnswer> answers) =>
        StepLabel.ForAnswers(answers[0].Distribution, 1, Name);
}
