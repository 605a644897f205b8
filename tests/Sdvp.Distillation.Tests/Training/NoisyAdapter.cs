using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Core.Modules;
using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;
using Sdvp.Distillation.Tests.Toys;
using Sdvp.Distillation.Training;

namespace Sdvp.Distillation.Tests.Training;

/// <summary>Labels every step with an answer that has nothing to do with it.</summary>
internal sealed class NoisyAdapter : IStepAdapter
{
    public string Module => "VQA";

    public string Name => "noisy";

    public Adaptation<IReadOnlyList<TeacherQuery>> ToTeacher(StepRecord step, TaskExample example) =>
        Adaptation<IReadOnlyList<TeacherQuery>>.FromValue([new TeacherQuery([step.ToCall().Get<ImageValue>("image")], "colour")]);

    public Adaptation<StepLabel> ToStudent(StepRecord step, TaskExample example, ImmutableArray<TeacherAnswer> answers) =>
        StepLabel.ForAnswers(new AnswerDistribution([new(AnswerOf(example), 1)]), 1, Name);

    public static string AnswerOf(TaskExample example) => ToyVqa.Answers[(int)(SeededOrder.Mix(int.Parse(example.Id[1..], CultureInfo.InvariantCulture)) % 3)];
}
