using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Distillation.Labelling;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Training;

/// <summary>Training of a module that chooses among the texts that its call brings. Answers that are none of the call's candidates are dropped.</summary>
internal sealed class CandidateObjective : ChoiceObjective
{
    private readonly ModuleSignature _signature;

    public CandidateObjective(ModuleSignature signature, AnswerScoring scoring)
        : base(signature.Name, scoring) => _signature = signature;

    public override float Padding => CandidateLogits.Padding;

    protected override float? Rest => null;

    public override Tensor Scores(StudentOutput output) => ((CandidateLogits)output).Logits;

    protected override Func<string, int> Positions(LabelledStep step)
    {
        var parameter = _signature.Parameters.FirstOrDefault(p => p.Type == ProgramType.List)
            ?? throw new InvalidOperationException($"{_signature} has no parameter of type {ProgramType.List}, but its student chooses among the texts of one.");
        var candidates = step.Record.ToCall().Get<ListValue>(parameter.Name).Items.OfType<TextValue>().Select(t => t.Text).Distinct(StringComparer.Ordinal).ToList();
        return candidates.IndexOf;
    }
}
