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

    public override string StepwiseFormula => StepwiseLoss.AnswersFormula;

    public override string SelfDistillationFormula => SelfDistillationLoss.AnswersFormula;

    public override StepTarget? Encode(LabelledStep step)
    {
        var answers = step.Label.Answers ?? throw new InvalidOperationException(
            $"The label of step {step.Record.StepIndex} of {step.Record.RunId} ({step.Label.Origin}) has regions, but the student of {_module} gives answers; "
            + "give the module an adapter that labels answers.");
        return AnswerTarget.Create(answers, answer => _positions.GetValueOrDefault(answer, -1), step.Label.Weight);
    }

    public override Tensor Scores(StudentOutput output) => ((AnswerLogits)output).Logits;

    public override Tensor Stepwise(StudentOutput output, IReadOnlyList<StepTarget> targets)
    {
        var logits = Scores(output).narrow(0, 0, targets.Count);
        var (dense, weights) = AnswerTarget.ToDense(targets, _positions.Count);
        return StepwiseLoss.Answers(
            logits, tensor(dense, [targets.Count, _positions.Count], device: logits.device), tensor(weights, device: logits.device));
    }

    public override Tensor SelfDistillation(Tensor student, Tensor snapshot, double temperature) =>
        SelfDistillationLoss.Answers(student, snapshot, temperature);
}
