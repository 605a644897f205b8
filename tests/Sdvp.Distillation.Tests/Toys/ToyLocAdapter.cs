using System.Collections.Immutable;
using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;

namespace Sdvp.Distillation.Tests.Toys;

/// <summary>Asks for the colour of each proposal.</summary>
internal sealed class ToyLocAdapter : IStepAdapter
{
    public string Module => "LOC";

    public string Name => "toy-loc";

    public Adaptation<IReadOnlyList<TeacherQuery>> ToTeacher(StepRecord step, TaskExample example)
    {
        var image = step.ToCall().Get<ImageValue>("image");
        return Adaptation<IReadOnlyList<TeacherQuery>>.FromValue([.. step.Proposals.Select(p => new TeacherQuery([image.Crop(p.Box)], "colour"))]);
    }

    public Adaptation<StepLabel> ToStudent(StepRecord step, TaskExample example, ImmutableArray<TeacherAnswer> answers)
    {
        var wanted = step.ToCall().Get<TextValue>("object").Text;
        return StepLabel.ForRegions([.. step.Proposals.Zip(answers, (p, a) => new RegionLabel(p.Box, a.Distribution.Top == wanted ? 1 : 0))], 1, Name);
    }
}
