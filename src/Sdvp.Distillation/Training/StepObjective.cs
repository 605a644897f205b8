using Sdvp.Core.Modules;
using Sdvp.Distillation.Labelling;
using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Training;

/// <summary>What a student is trained towards, for one kind of output.</summary>
internal abstract class StepObjective
{
    /// <summary>What <see cref="Stepwise"/> computes, to be printed.</summary>
    public abstract string StepwiseFormula { get; }

    /// <summary>What <see cref="SelfDistillation"/> computes, to be printed.</summary>
    public abstract string SelfDistillationFormula { get; }

    /// <summary>The logit behind the end of rows that are shorter than others.</summary>
    public virtual float Padding => 0;

    /// <summary>Chooses by the kind of output that a student gives.</summary>
    public static StepObjective For(StudentOutput sample, ModuleSignature signature, double minimumOverlap) => sample switch
    {
        AnswerLogits answers => new AnswerObjective(signature.Name, answers.Answers),
        RegionLogits => new RegionObjective(signature, minimumOverlap),
        CandidateLogits => new CandidateObjective(signature),
        _ => throw new InvalidOperationException(
            $"The student of {signature.Name} gives {sample.GetType().Name}; training knows {nameof(AnswerLogits)}, {nameof(CandidateLogits)} and {nameof(RegionLogits)}."),
    };

    /// <summary>Puts a label in the student's terms; null where the student cannot express it.</summary>
    public abstract StepTarget? Encode(LabelledStep step);

    /// <summary>The logits of an output, <c>[batch, outputs]</c>.</summary>
    public abstract Tensor Scores(StudentOutput output);

    /// <summary>The loss of the first rows of an output, one for each target.</summary>
    public abstract Tensor Stepwise(StudentOutput output, IReadOnlyList<StepTarget> targets);

    /// <summary>The self-distillation loss of logits.</summary>
    public abstract Tensor SelfDistillation(Tensor student, Tensor snapshot, double temperature);

    /// <summary>Makes logits as wide as others of the same batch are.</summary>
    public Tensor Widen(Tensor scores, long width)
    {
        if (scores.shape[1] == width)
        {
            return scores;
        }

        using var padding = Padding.ToScalar();
        return cat([scores, full([scores.shape[0], width - scores.shape[1]], padding, scores.dtype, scores.device)], 1);
    }
}
