using System.Collections.Frozen;
using System.Collections.Immutable;
using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;

namespace Sdvp.Samples.Study.Running;

/// <summary>The adapters of two tasks for one module as one; the example says whose turn it is.</summary>
/// <param name="first">The first task's.</param>
/// <param name="second">The second task's; null where it has none for this module.</param>
/// <param name="examplesOfSecond">Ids of the second task's examples.</param>
internal sealed class JointAdapter(IStepAdapter first, IStepAdapter? second, FrozenSet<string> examplesOfSecond) : IStepAdapter
{
    public string Module => first.Module;

    public string Name => second is null ? first.Name : $"{first.Name} and {second.Name}";

    public Adaptation<IReadOnlyList<TeacherQuery>> ToTeacher(StepRecord step, TaskExample example) => Of(example) is { } adapter
        ? adapter.ToTeacher(step, example)
        : Adaptation<IReadOnlyList<TeacherQuery>>.Abstain("no-adapter", $"The task of {example.Id} has no adapter for {Module}.");

    public Adaptation<StepLabel> ToStudent(StepRecord step, TaskExample example, ImmutableArray<TeacherAnswer> answers) => Of(example)!.ToStudent(step, example, answers);

    private IStepAdapter? Of(TaskExample example) => examplesOfSecond.Contains(example.Id) ? second : first;
}
