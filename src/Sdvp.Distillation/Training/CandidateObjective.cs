using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Distillation.Labelling;
using Sdvp.Distillation.Losses;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Training;

/// <summary>Training of a module that chooses among the texts that its call brings.</summary>
internal sealed class CandidateObjective : StepObjective
{
    private readonly ModuleSignature _signature;

    public CandidateObjective(ModuleSignature signature) => _signature = signature;

    public override string StepwiseFormula => StepwiseLoss.AnswersFormula;

    public override string SelfDistillationFormula => SelfDistillationLoss.AnswersFormula;

    public override float Padding => CandidateLogits.Padding;

    /// <summary>Answers that are none of the call's candidates are dropped and the rest is scaled to 1.</summary>
    public override StepTarget? Encode(LabelledStep step)
    {
        var answers = step.Label.Answers ?? throw new InvalidOperationException(
            $"The label of step {step.Record.StepIndex} of {step.Record.RunId} ({step.Label.Origin}) has regions, but the student of {_signature.Name} chooses among texts; "
            + "give the module an adapter that labels answers.");
        var candidates = Candidates(step);
        return AnswerTarget.Create(answers, text => candidates.IndexOf(text, StringComparer.Ordinal), step.Label.Weight);
    }

    public override Tensor Scores(StudentOutput output) => ((CandidateLogits)output).Logits;

    public override Tensor Stepwise(StudentOutput output, IReadOnlyList<StepTarget> targets)
    {
        var logits = Scores(output).narrow(0, 0, targets.Count);
        var (dense, weights) = AnswerTarget.ToDense(targets, (int)logits.shape[1]);
        return StepwiseLoss.Answers(
            logits, tensor(dense, logits.shape, device: logits.device), tensor(weights, device: logits.device));
    }

    public override Tensor SelfDistillation(Tensor student, Tensor snapshot, double temperature) =>
        SelfDistillationLoss.Answers(student, snapshot, temperature);

    private ImmutableArray<string> Candidates(LabelledStep step)
    {
        var parameter = _signature.Parameters.FirstOrDefault(p => p.Type == ProgramType.List)
            ?? throw new InvalidOperationException($"{_signature} has no parameter of type {ProgramType.List}, but its student chooses among the texts of one.");
        return [.. step.Record.ToCall().Get<ListValue>(parameter.Name).Items.OfType<TextValue>().Select(t => t.Text).Distinct(StringComparer.Ordinal)];
    }
}
