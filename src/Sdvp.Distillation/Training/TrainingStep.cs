using Sdvp.Distillation.Training.Strategies;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Training;

/// <summary>
/// One step of a training: <c>L = L_step + λ · (a · L_self(steps) + b · L_self(probes))</c> and the terms of the strategies, its gradients, and the update.
/// Depends on nothing but the weights, the moments and the step's number.
/// </summary>
internal sealed class TrainingStep
{
    private readonly IStudent _student;
    private readonly StepObjective _objective;
    private readonly ModuleTrainingSettings _settings;
    private readonly TrainingSet _set;
    private readonly SnapshotReference _snapshot;
    private readonly ProbeSampler? _probes;
    private readonly StudentOptimizer _optimizer;
    private readonly LearningRateSchedule _schedule;
    private readonly StrategySet _strategies;

    public TrainingStep(
        IStudent student,
        StepObjective objective,
        ModuleTrainingSettings settings,
        TrainingSet set,
        SnapshotReference snapshot,
        ProbeSampler? probes,
        StudentOptimizer optimizer,
        StrategySet strategies)
    {
        _student = student;
        _snapshot = snapshot;
        _objective = objective;
        _settings = settings;
        _set = set;
        _probes = probes;
        _optimizer = optimizer;
        _strategies = strategies;
        _schedule = new LearningRateSchedule(settings.LearningRate, set.TotalSteps, settings.WarmupFraction);
    }

    /// <summary>Trains one step.</summary>
    /// <returns>The losses, and the whole loss.</returns>
    public (TrainingPoint Point, float Loss) Run(int step)
    {
        using var scope = NewDisposeScope();
        var indices = _set.Batch(step).ToArray();
        TrainingItem[] steps = [.. indices.Select(i => _set.Items[i])];
        var batch = new TrainingBatch(indices, steps, _probes?.Draw(step, steps) ?? []);
        _optimizer.ClearGradients();

        var output = _objective.Forward(_student, batch, _snapshot);
        var stepwise = _objective.Stepwise(output, batch);
        var self = _objective.SelfDistillation(output, batch, _snapshot);
        var loss = self is null ? stepwise : stepwise.Plus(self.Times(_settings.SelfDistillationWeight));
        loss = _strategies.AddTerms(loss, step, _set.TotalSteps, steps);
        loss.backward();
        (_student.Network as ICheckpointedNetwork)?.Checkpoint?.Complete();
        _optimizer.Step(_schedule.At(step));

        return (new TrainingPoint(step, stepwise.item<float>(), self is null ? 0 : self.item<float>()), loss.item<float>());
    }
}
