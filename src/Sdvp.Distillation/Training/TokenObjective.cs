using System.Collections.Immutable;
using Sdvp.Distillation.Labelling;
using Sdvp.Distillation.Losses;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Training;

/// <summary>
/// Training of a module that writes its answers token by token: on the acceptable answers of each label, and held to its snapshot along these answers and, on probes, along
/// the answers that the snapshot writes.
/// </summary>
internal sealed class TokenObjective(ITokenStudent snapshot) : StepObjective
{
    /// <summary>Answers of a label that are learned: teachers list hundreds that are hardly probable, and each costs a run of the decoder.</summary>
    public const int MostAnswers = 8;

    public override string StepwiseFormula => StepwiseLoss.TokensFormula;

    public override string SelfDistillationFormula => SelfDistillationLoss.TokensFormula;

    /// <summary>Of the answers that the student can write the most probable are kept, and scaled to 1, so that a label's weight stays what it says.</summary>
    public override StepTarget? Encode(LabelledStep step)
    {
        var label = step.Label.Answers ?? throw new InvalidOperationException(
            $"The label of step {step.Record.StepIndex} of {step.Record.RunId} ({step.Label.Origin}) has regions, but the student of {snapshot.Signature.Name} writes answers; "
            + "give the module an adapter that labels answers.");
        var call = step.Record.ToCall();
        var answers = label.Answers.Where(a => a.Value > 0)
            .Select(a => (Tokens: snapshot.EncodeAnswer(call, a.Key), a.Value)).Where(a => a.Tokens is not null)
            .GroupBy(a => string.Join(' ', a.Tokens!.Value), StringComparer.Ordinal)
            .Select(g => (Tokens: g.First().Tokens!.Value, Value: g.Sum(a => a.Value))).OrderByDescending(a => a.Value).Take(MostAnswers).ToArray();
        var sum = answers.Sum(a => a.Value);
        return answers.Length == 0
            ? null
            : new TokenTarget([.. answers.Select(a => a.Tokens)], [.. answers.Select(a => (float)(a.Value / sum))], (float)step.Label.Weight);
    }

    public override StudentOutput Forward(IStudent student, TrainingBatch batch, SnapshotReference snapshot)
    {
        var sequences = batch.Steps.SelectMany((s, i) => ((TokenTarget)s.Target).Answers.Select(a => new TokenSequence(i, a)));
        var written = batch.Probes.Count > 0 ? ((ITokenStudent)snapshot.Student).Write(batch.Probes) : [];
        return ((ITokenStudent)student).Forward(batch.Inputs, [.. sequences, .. written.Select((tokens, i) => new TokenSequence(batch.Steps.Length + i, tokens))]);
    }

    public override Tensor Stepwise(StudentOutput output, TrainingBatch batch)
    {
        var tokens = (TokenLogits)output;
        var weights = batch.Steps.Select(s => (TokenTarget)s.Target).SelectMany(t => t.Probabilities.Select(p => p * t.Weight)).ToArray();
        var rows = weights.Length;
        var loss = StepwiseLoss.Tokens(
            tokens.Logits.narrow(0, 0, rows), tokens.Targets.narrow(0, 0, rows), tokens.Mask.narrow(0, 0, rows), tensor(weights, device: tokens.Logits.device));
        return ShareOf(loss, batch.Steps.Sum(s => (double)s.Target.Weight), batch.Divisors?.Weights);
    }

    public override Tensor? SelfDistillation(StudentOutput output, TrainingBatch batch, SnapshotReference snapshot)
    {
        var settings = snapshot.Settings;
        var hasOwn = settings.OwnInputTotal > 0 && batch.Steps.Length > 0;
        if (!hasOwn && batch.Probes.Count == 0)
        {
            return null;
        }

        var tokens = (TokenLogits)output;
        var before = Before(snapshot.Student, batch, tokens.Sequences);
        var shares = batch.Steps.SelectMany(s => ((TokenTarget)s.Target).Probabilities).ToArray();
        var own = hasOwn ? Divergence(tokens, before, 0, shares, settings.Temperature).Times(settings.OwnInputWeight * batch.StepShare) : null;
        if (batch.Probes.Count == 0)
        {
            return own;
        }

        float[] equal = [.. Enumerable.Repeat(1f, batch.Probes.Count)];
        var probed = Divergence(tokens, before, shares.Length, equal, settings.Temperature).Times(settings.ProbeWeight * batch.ProbeShare);
        return own is null ? probed : own.Plus(probed);
    }

    /// <summary>
    /// The snapshot's scores along the same sequences. They are computed with every batch: kept for all steps, with a whole vocabulary for each token, they would fill the memory.
    /// </summary>
    private static Tensor Before(IStudent snapshot, TrainingBatch batch, ImmutableArray<TokenSequence> sequences)
    {
        using var noGradient = no_grad();
        return ((ITokenStudent)snapshot).Forward(batch.Inputs, sequences).Logits;
    }

    private static Tensor Divergence(TokenLogits student, Tensor snapshot, int first, float[] shares, double temperature) => SelfDistillationLoss.Tokens(
        student.Logits.narrow(0, first, shares.Length),
        snapshot.narrow(0, first, shares.Length),
        student.Mask.narrow(0, first, shares.Length),
        tensor(shares, device: snapshot.device),
        temperature);
}
