using Sdvp.Core.Modules;
using Sdvp.Distillation.Labelling;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Training;

/// <summary>What a student is trained towards, for one kind of output.</summary>
internal abstract class StepObjective
{
    /// <summary>Whether the student scores regions; else it answers.</summary>
    public abstract bool HasRegions { get; }

    /// <summary>Chooses by the kind of output that a student gives.</summary>
    public static StepObjective For(StudentOutput sample, ModuleSignature signature, double minimumOverlap) => sample switch
    {
        AnswerLogits answers => new AnswerObjective(signature.Name, answers.Answers),
        RegionLogits => new RegionObjective(signature, minimumOverlap),
        _ => throw new InvalidOperationException(
            $"The student of {signature.Name} gives {sample.GetType().Name}; training knows {nameof(AnswerLogits)} and {nameof(RegionLogits)}."),
    };

    /// <summary>Puts a label in the student's terms; null where the student cannot express it.</summary>
    public abstract StepTarget? Encode(LabelledStep step);

    /// <summary>The logits of an output, <c>[batch, outputs]</c>.</summary>
    public abstract Tensor Scores(StudentOutput output);

    /// <summary>The loss of the first rows of an output, one for each target.</summary>
    public abstract Tensor Stepwise(StudentOutput output, IReadOnlyList<StepTarget> targets);

    /// <summary>The self-distillation loss of logits.</summary>
    public abstract Tensor SelfDistillation(Tensor student, Tensor snapshot, double temperature);
}
