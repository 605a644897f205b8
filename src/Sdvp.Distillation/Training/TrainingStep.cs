using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Training;

/// <summary>
/// One step of a training: <c>L = L_step + λ · (a · L_self(steps) + b · L_self(probes))</c>, its gradients, and the update.
/// Depends on nothing but the weights, the moments and the step's number.
/// </summary>
internal sealed class TrainingStep
{
    private readonly IStudent _student;
    private readonly IStudent _snapshot;
    private readonly StepObjective _objective;
    private readonly ModuleTrainingSettings _settings;
    private readonly TrainingSet _set;
    private readonly SnapshotScores? _kept;
    private readonly ProbeSampler? _probes;
    private readonly StudentOptimizer _optimizer;
    private readonly LearningRateSchedule _schedule;

    public TrainingStep(
        IStudent student,
        IStudent snapshot,
        StepObjective objective,
        ModuleTrainingSettings settings,
        TrainingSet set,
        SnapshotScores? kept,
        ProbeSampler? probes,
        StudentOptimizer optimizer)
    {
        _student = student;
        _snapshot = snapshot;
        _objective = objective;
        _settings = settings;
        _set = set;
        _kept = kept;
        _probes = probes;
        _optimizer = optimizer;
        _schedule = new LearningRateSchedule(settings.LearningRate, set.TotalSteps, settings.WarmupFraction);
    }

    /// <summary>Trains one step.</summary>
    /// <returns>The losses, and the whole loss.</returns>
    public (TrainingPoint Point, float Loss) Run(int step)
    {
        using var scope = NewDisposeScope();
        var indices = _set.Batch(step);
        TrainingItem[] batch = [.. indices.ToArray().Select(i => _set.Items[i])];
        var probes = _probes?.Draw(_set.EpochOf(step), batch) ?? [];
        _optimizer.ClearGradients();

        // Steps and probes go through the network together: one larger batch costs less than two.
        var output = _student.Forward([.. batch.Select(i => i.Input), .. probes]);
        var scores = _objective.Scores(output);
        var stepwise = _objective.Stepwise(output, [.. batch.Select(i => i.Target)]);
        var self = SelfDistillation(scores, indices, probes);
        var loss = self is null ? stepwise : stepwise.Plus(self.Times(_settings.SelfDistillationWeight));
        loss.backward();
        _optimizer.Step(_schedule.At(step));

        return (new TrainingPoint(step, stepwise.item<float>(), self is null ? 0 : self.item<float>()), loss.item<float>());
    }

    private Tensor? SelfDistillation(Tensor scores, ReadOnlySpan<int> items, List<StudentInput> probes)
    {
        Tensor? self = null;
        if (_kept is not null)
        {
            var own = scores.narrow(0, 0, items.Length);
            self = _objective.SelfDistillation(own, _kept.Gather(items, (int)scores.shape[1], _objective.Padding, scores.device), _settings.Temperature).Times(_settings.OwnInputWeight);
        }

        if (probes.Count > 0)
        {
            var probed = scores.narrow(0, items.Length, probes.Count);
            var before = _objective.Widen(SnapshotScores.Forward(_snapshot, _objective, probes), scores.shape[1]);
            var loss = _objective.SelfDistillation(probed, before, _settings.Temperature).Times(_settings.ProbeWeight);
            self = self is null ? loss : self.Plus(loss);
        }

        return self;
    }
}
