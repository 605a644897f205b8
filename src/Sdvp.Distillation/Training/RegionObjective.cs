using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Distillation.Labelling;
using Sdvp.Distillation.Losses;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Training;

/// <summary>
/// Training of a module that scores regions. From judged regions only the scores learn: they are matched to the boxes as they are predicted. Where all objects are known,
/// scores and boxes learn.
/// </summary>
internal sealed class RegionObjective : ScoreObjective
{
    private readonly ModuleSignature _signature;
    private readonly double _minimumOverlap;

    public RegionObjective(ModuleSignature signature, double minimumOverlap)
    {
        _signature = signature;
        _minimumOverlap = minimumOverlap;
    }

    public override string StepwiseFormula => $"{StepwiseLoss.RegionsFormula} where regions are judged, {DetectionLoss.Formula} where all objects are known";

    public override string SelfDistillationFormula => SelfDistillationLoss.RegionsFormula;

    public override StepTarget? Encode(LabelledStep step)
    {
        if (step.Label.Regions.IsEmpty && !step.Label.IsComplete)
        {
            throw new InvalidOperationException(
                $"The label of step {step.Record.StepIndex} of {step.Record.RunId} ({step.Label.Origin}) has answers, "
                + $"but the student of {_signature.Name} scores regions; give the module an adapter that labels regions.");
        }

        var parameter = _signature.Parameters.FirstOrDefault(p => p.Type == ProgramType.Image)
            ?? throw new InvalidOperationException($"{_signature} has no parameter of type {ProgramType.Image}, but its student scores regions.");
        var image = step.Record.ToCall().Get<ImageValue>(parameter.Name);
        return new RegionTarget(step.Label.Regions, step.Label.IsComplete, image.Width, image.Height, (float)step.Label.Weight);
    }

    public override Tensor Scores(StudentOutput output) => ((RegionLogits)output).Scores;

    /// <summary>What judged regions are divided by follows from the boxes that the student predicts now.</summary>
    public override LabelDivisors Weigh(IStudent student, TrainingBatch batch)
    {
        RegionTarget[] targets = [.. batch.Steps.Select(s => (RegionTarget)s.Target)];
        var objects = targets.Where(t => t.IsComplete).Sum(t => t.Regions.Length);
        var judged = Rows(targets, complete: false);
        if (judged.Length == 0)
        {
            return new LabelDivisors(0, objects);
        }

        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var boxes = ((RegionLogits)student.Forward([.. judged.Select(i => batch.Steps[i].Input)])).Boxes;
        return new LabelDivisors(Judge(boxes, [.. judged.Select(i => targets[i])]).Weights.Sum(w => (double)w), objects);
    }

    public override Tensor SelfDistillation(Tensor student, Tensor snapshot, double temperature) =>
        SelfDistillationLoss.Regions(student, snapshot, temperature);

    protected override Tensor Stepwise(StudentOutput output, IReadOnlyList<StepTarget> targets, LabelDivisors? whole)
    {
        var typed = targets.Cast<RegionTarget>().ToArray();
        var (scores, boxes) = (Scores(output), ((RegionLogits)output).Boxes);
        var judged = Rows(typed, complete: false);
        var complete = Rows(typed, complete: true);
        var first = judged.Length > 0 ? Judged(Select(scores, judged), Select(boxes, judged), [.. judged.Select(i => typed[i])], whole) : null;
        var second = complete.Length > 0 ? Complete(Select(scores, complete), Select(boxes, complete), [.. complete.Select(i => typed[i])], whole) : null;
        return first is null ? second! : second is null ? first : first.Plus(second);
    }

    private static long[] Rows(RegionTarget[] targets, bool complete) =>
        [.. Enumerable.Range(0, targets.Length).Where(i => targets[i].IsComplete == complete).Select(i => (long)i)];

    private static Tensor Select(Tensor values, long[] rows) => values.index_select(0, tensor(rows, device: values.device));

    private static Tensor Complete(Tensor scores, Tensor boxes, RegionTarget[] targets, LabelDivisors? whole)
    {
        var loss = DetectionLoss.Objects(
            scores,
            boxes,
            [.. targets.Select(t => t.Regions.Select(r => new DetectionTarget(
                (float)r.Box.Left / t.Width, (float)r.Box.Top / t.Height, (float)r.Box.Right / t.Width, (float)r.Box.Bottom / t.Height,
                (float)r.Probability, (float)r.Weight)).ToArray())],
            [.. targets.Select(t => t.Weight)]);
        return ShareOf(loss, Math.Max(1, targets.Sum(t => t.Regions.Length)), whole is { } all ? Math.Max(1, all.Objects) : null);
    }

    private Tensor Judged(Tensor scores, Tensor predicted, RegionTarget[] targets, LabelDivisors? whole)
    {
        var (wanted, weights) = Judge(predicted, targets);
        var loss = StepwiseLoss.Regions(scores, tensor(wanted, scores.shape, device: scores.device), tensor(weights, scores.shape, device: scores.device));
        return ShareOf(loss, weights.Sum(w => (double)w), whole?.Weights);
    }

    /// <summary>What the predicted boxes are judged to be, and with which weight.</summary>
    private (float[] Wanted, float[] Weights) Judge(Tensor predicted, RegionTarget[] targets)
    {
        // Judged regions end where the image does; candidates may not.
        var boxes = Array.ConvertAll(predicted.detach().cpu().contiguous().data<float>().ToArray(), edge => Math.Clamp(edge, 0, 1));
        var (rows, candidates) = (targets.Length, (int)predicted.shape[1]);
        var wanted = new float[rows * candidates];
        var weights = new float[rows * candidates];
        for (var row = 0; row < rows; row++)
        {
            var target = targets[row];
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

        return (wanted, weights);
    }
}
