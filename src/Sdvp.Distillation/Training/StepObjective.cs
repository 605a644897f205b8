using Sdvp.Core.Modules;
using Sdvp.Distillation.Labelling;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Training;

/// <summary>What a student is trained towards, for one kind of output.</summary>
internal abstract class StepObjective
{
    /// <summary>What <see cref="Stepwise"/> computes, to be printed.</summary>
    public abstract string StepwiseFormula { get; }

    /// <summary>What <see cref="SelfDistillation"/> computes, to be printed.</summary>
    public abstract string SelfDistillationFormula { get; }

    /// <summary>Chooses by the kind of output that a student gives.</summary>
    public static StepObjective For(StudentOutput sample, IStudent snapshot, double minimumOverlap) => sample switch
    {
        AnswerLogits answers => new AnswerObjective(snapshot.Signature.Name, answers.Answers, answers.Scoring),
        RegionLogits => new RegionObjective(snapshot.Signature, minimumOverlap),
        CandidateLogits candidates => new CandidateObjective(snapshot.Signature, candidates.Scoring),
        TokenLogits when snapshot is ITokenStudent writer => new TokenObjective(writer),
        _ => throw new InvalidOperationException(
            $"The student of {snapshot.Signature.Name} gives {sample.GetType().Name}; training knows {nameof(AnswerLogits)}, {nameof(CandidateLogits)}, {nameof(RegionLogits)}, and "
            + $"{nameof(TokenLogits)} of an {nameof(ITokenStudent)}."),
    };

    /// <summary>Puts a label in the student's terms; null where the student cannot express it.</summary>
    public abstract StepTarget? Encode(LabelledStep step);

    /// <summary>Runs the student on a batch: steps and probes go through the network together, for one larger batch costs less than two.</summary>
    public abstract StudentOutput Forward(IStudent student, TrainingBatch batch, SnapshotReference snapshot);

    /// <summary>What the loss of some steps is divided by.</summary>
    /// <param name="student">Gives the predictions that it may depend on.</param>
    /// <param name="batch">The steps, as many as fit the device.</param>
    public virtual LabelDivisors Weigh(IStudent student, TrainingBatch batch) => new(batch.Steps.Sum(s => (double)s.Target.Weight));

    /// <summary>The loss of a batch's steps, of which there is at least one; of a part, its share of the whole batch's loss.</summary>
    public abstract Tensor Stepwise(StudentOutput output, TrainingBatch batch);

    /// <summary><c>a · L_self(steps) + b · L_self(probes)</c>, of a part its share of it; null where neither is wanted.</summary>
    public abstract Tensor? SelfDistillation(StudentOutput output, TrainingBatch batch, SnapshotReference snapshot);

    /// <summary>Of the loss of a part, divided by its own weights, its share of the whole batch's.</summary>
    protected static Tensor ShareOf(Tensor loss, double own, double? whole) => whole is { } all ? loss.Times(own / Math.Max(all, 1e-12)) : loss;
}
