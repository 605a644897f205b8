using Sdvp.Core.Modules;
using Sdvp.Distillation.Labelling;
using Sdvp.Distillation.Losses;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Training;

/// <summary>Training of a module that chooses among answers which can be listed.</summary>
internal abstract class ChoiceObjective : ScoreObjective
{
    private readonly string _module;
    private readonly AnswerScoring _scoring;

    protected ChoiceObjective(string module, AnswerScoring scoring)
    {
        _module = module;
        _scoring = scoring;
    }

    public sealed override string StepwiseFormula =>
        _scoring == AnswerScoring.Exclusive ? StepwiseLoss.AnswersFormula : StepwiseLoss.IndependentAnswersFormula;

    public sealed override string SelfDistillationFormula =>
        _scoring == AnswerScoring.Exclusive ? SelfDistillationLoss.AnswersFormula : SelfDistillationLoss.IndependentAnswersFormula;

    /// <summary>How much is known of the answers that a label of independent answers does not list; null where it follows from the label.</summary>
    protected abstract float? Rest { get; }

    public sealed override StepTarget? Encode(LabelledStep step)
    {
        var answers = step.Label.Answers ?? throw new InvalidOperationException(
            $"The label of step {step.Record.StepIndex} of {step.Record.RunId} ({step.Label.Origin}) has regions, but the student of {_module} gives answers; "
            + "give the module an adapter that labels answers.");
        return Encode(answers, Positions(step), step.Label.Weight);
    }

    public sealed override Tensor SelfDistillation(Tensor student, Tensor snapshot, double temperature) => _scoring == AnswerScoring.Exclusive
        ? SelfDistillationLoss.Answers(student, snapshot, temperature)
        : SelfDistillationLoss.IndependentAnswers(student, snapshot, temperature);

    protected sealed override Tensor Stepwise(StudentOutput output, IReadOnlyList<StepTarget> targets, LabelDivisors? whole) =>
        ShareOf(Stepwise(Scores(output).narrow(0, 0, targets.Count), targets), targets.Sum(t => (double)t.Weight), whole?.Weights);

    /// <summary>The place of an answer among those that the student can give to a step; negative where there is none.</summary>
    protected abstract Func<string, int> Positions(LabelledStep step);

    private static Tensor Like(float[] values, Tensor logits) => tensor(values, logits.shape, device: logits.device);

    private Tensor Stepwise(Tensor logits, IReadOnlyList<StepTarget> targets)
    {
        var width = (int)logits.shape[1];
        if (_scoring == AnswerScoring.Exclusive)
        {
            var (probabilities, rows) = AnswerTarget.ToDense(targets, width);
            return StepwiseLoss.Answers(logits, Like(probabilities, logits), tensor(rows, device: logits.device));
        }

        var (dense, certainties, weights) = IndependentTarget.ToDense(targets, width);
        return StepwiseLoss.IndependentAnswers(logits, Like(dense, logits), Like(certainties, logits), tensor(weights, device: logits.device));
    }

    private StepTarget? Encode(AnswerDistribution answers, Func<string, int> positions, double weight) => _scoring == AnswerScoring.Exclusive
        ? AnswerTarget.Create(answers, positions, weight)
        : IndependentTarget.Create(answers, positions, Rest, weight);
}
