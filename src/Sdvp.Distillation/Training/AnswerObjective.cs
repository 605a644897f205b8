using System.Collections.Frozen;
using System.Collections.Immutable;
using Sdvp.Distillation.Labelling;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Training;

/// <summary>Training of a module that chooses among the answers of a vocabulary.</summary>
internal sealed class AnswerObjective : ChoiceObjective
{
    private readonly FrozenDictionary<string, int> _positions;

    public AnswerObjective(string module, ImmutableArray<string> answers, AnswerScoring scoring)
        : base(module, scoring) => _positions = answers.Select(KeyValuePair.Create).ToFrozenDictionary(StringComparer.Ordinal);

    protected override float? Rest => 1;

    public override Tensor Scores(StudentOutput output) => ((AnswerLogits)output).Logits;

    protected override Func<string, int> Positions(LabelledStep step) => answer => _positions.GetValueOrDefault(answer, -1);
}
