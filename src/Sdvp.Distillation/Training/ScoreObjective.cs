using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Training;

/// <summary>Training of a student that gives one row of logits for each input.</summary>
internal abstract class ScoreObjective : StepObjective
{
    /// <summary>The logit behind the end of rows that are shorter than others.</summary>
    public virtual float Padding => 0;

    /// <summary>The logits of an output, <c>[batch, outputs]</c>.</summary>
    public abstract Tensor Scores(StudentOutput output);

    public sealed override StudentOutput Forward(IStudent student, TrainingBatch batch, SnapshotReference snapshot) => student.Forward(batch.Inputs);

    public sealed override Tensor Stepwise(StudentOutput output, TrainingBatch batch) => Stepwise(output, [.. batch.Steps.Select(s => s.Target)], batch.Divisors);

    public sealed override Tensor? SelfDistillation(StudentOutput output, TrainingBatch batch, SnapshotReference snapshot)
    {
        var (scores, settings) = (Scores(output), snapshot.Settings);
        var steps = batch.Steps.Length;
        Tensor? self = null;
        if (snapshot.Kept is { } kept && steps > 0)
        {
            var before = kept.Gather(batch.Indices, (int)scores.shape[1], Padding, scores.device);
            self = SelfDistillation(scores.narrow(0, 0, steps), before, settings.Temperature).Times(settings.OwnInputWeight * batch.StepShare);
        }

        if (batch.Probes.Count > 0)
        {
            var before = Widen(SnapshotScores.Forward(snapshot.Student, this, batch.Probes), scores.shape[1]);
            var loss = SelfDistillation(scores.narrow(0, steps, batch.Probes.Count), before, settings.Temperature).Times(settings.ProbeWeight * batch.ProbeShare);
            self = self is null ? loss : self.Plus(loss);
        }

        return self;
    }

    /// <summary>The loss of the first rows of an output, one for each target.</summary>
    protected abstract Tensor Stepwise(StudentOutput output, IReadOnlyList<StepTarget> targets, LabelDivisors? whole);

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
