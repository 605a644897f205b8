using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Distillation.Labelling;
using Sdvp.Distillation.Losses;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Training;

/// <summary>Training of a module that scores regions. Only the scores learn from labels; regions are matched to the boxes as they are predicted.</summary>
internal sealed class RegionObjective : StepObjective
{
    private readonly ModuleSignature _signature;
    private readonly double _minimumOverlap;

    public RegionObjective(ModuleSignature signature, double minimumOverlap)
    {
        _signature = signature;
        _minimumOverlap = minimumOverlap;
    }

    public override bool HasRegions => true;

    public override StepTarget? Encode(LabelledStep step)
    {
        if (step.Label.Regions.IsEmpty)
        {
            throw new InvalidOperationException(
                $"The label of step {step.Record.StepIndex} of {step.Record.RunId} ({step.Label.Origin}) has answers, "
                + $"but the student of {_signature.Name} scores regions; give the module an adapter that labels regions.");
        }

        var parameter = _signature.Parameters.FirstOrDefault(p => p.Type == ProgramType.Image)
            ?? throw new InvalidOperationException($"{_signature} has no parameter of type {ProgramType.Image}, but its student scores regions.");
        var image = step.Record.ToCall().Get<ImageValue>(parameter.Name);
        return new RegionTarget(step.Label.Regions, image.Width, image.Height, (float)step.Label.Weight);
    }

    public override Tensor Scores(StudentOutput output) => ((RegionLogits)output).Scores;

    public override Tensor Stepwise(StudentOutput output, IReadOnlyList<StepTarget> targets)
    {
        var rows = targets.Count;
        var scores = Scores(output).narrow(0, 0, rows);
        var boxes = ((RegionLogits)output).Boxes.narrow(0, 0, rows).detach().cpu().contiguous().data<float>().ToArray();
        var candidates = (int)scores.shape[1];
        var wanted = new float[rows * candidates];
        var weights = new float[rows * candidates];
        for (var row = 0; row < rows; row++)
        {
            var target = (RegionTarget)targets[row];
            var assigned = RegionMatcher.Assign(boxes.AsSpan(row * candidates * 4, candidates * 4), target.Width, target.Height, target.Regions, _minimumOverlap);
            for (var i = 0; i < assigned.Length; i++)
            {
                if (assigned[i] >= 0)
                {
                    wanted[(row * candidates) + assigned[i]] = (float)target.Regions[i].Probability;
                    weights[(row * candidates) + assigned[i]] = (float)target.Regions[i].Weight * target.Weight;
                }
            }
        }

        return StepwiseLoss.Regions(
            scores, tensor(wanted, [rows, candidates], device: scores.device), tensor(weights, [rows, candidates], device: scores.device));
    }

    public override Tensor SelfDistillation(Tensor student, Tensor snapshot, double temperature) =>
        SelfDistillationLoss.Regions(student, snapshot, temperature);
}
