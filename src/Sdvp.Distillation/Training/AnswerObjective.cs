using System.Collections.Frozen;
using System.Collections.Immutable;
using Sdvp.Distillation.Labelling;
using Sdvp.Distillation.Losses;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Training;

/// <summary>Training of a module that chooses among answers.</summary>
internal sealed class AnswerObjective : StepObjective
{
    private readonly string _module;
    private readonly FrozenDictionary<string, int> _positions;

    public AnswerObjective(string module, ImmutableArray<string> answers)
    {
        _module = module;
        _positions = answers.Select(KeyValuePair.Create).ToFrozenDictionary(StringComparer.Ordinal);
    }

    public override bool HasRegions => false;

    /// <summary>Answers outside the vocabulary are dropped and the rest is scaled to 1, so that a label's weight stays what it says.</summary>
    public override StepTarget? Encode(LabelledStep step)
    {
        var answers = step.Label.Answers ?? throw new InvalidOperationException(
            $"The label of step {step.Record.StepIndex} of {step.Record.RunId} ({step.Label.Origin}) has regions, but the student of {_module} gives answers; "
            + "give the module an adapter that labels answers.");
        var known = answers.Answers.Where(a => a.Value > 0 && _positions.ContainsKey(a.Key)).ToArray();
        var sum = known.Sum(a => a.Value);
        return sum > 0
            ? new AnswerTarget([.. known.Select(a => _positions[a.Key])], [.. known.Select(a => (float)(a.Value / sum))], (float)step.Label.Weight)
            : null;
    }

    public override Tensor Scores(StudentOutput output) => ((AnswerLogits)output).Logits;

    public override Tensor Stepwise(StudentOutput output, IReadOnlyList<StepTarget> targets)
    {
        var logits = Scores(output).narrow(0, 0, targets.Count);
        var width = _positions.Count;
        var dense = new float[targets.Count * width];
        var weights = new float[targets.Count];
        for (var row = 0; row < targets.Count; row++)
        {
            var target = (AnswerTarget)targets[row];
            weights[row] = target.Weight;
            for (var i = 0; i < target.Positions.Length; i++)
            {
                dense[(row * width) + target.Positions[i]] = target.Probabilities[i];
            }
        }

        return StepwiseLoss.Answers(
            logits, tensor(dense, [targets.Count, width], device: logits.device), tensor(weights, device: logits.device));
    }

    public override Tensor SelfDistillation(Tensor student, Tensor snapshot, double temperature) =>
        SelfDistillationLoss.Answers(student, snapshot, temperature);
}
