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
    public StepLosses Run(int step)
    {
        using var scope = NewDisposeScope();
        var indices = _set.Batch(step).ToArray();
        TrainingItem[] steps = [.. indices.Select(i => _set.Items[i])];
        var batch = new TrainingBatch(indices, steps, _probes?.Draw(step, steps) ?? []);
        _optimizer.ClearGradients();

        TrainingBatch[] parts = _settings.MicroBatchSize is { } size && batch.Inputs.Count > size ? Split(batch, size) : [batch];
        var (labels, self, whole, seen) = (0f, 0f, 0f, 0);
        foreach (var part in parts)
        {
            var losses = AddGradients(part, new StrategyStep(step, _set.TotalSteps, [.. part.Steps.Select(s => s.Input)])
            {
                Part = seen,
                Parts = parts.Count(p => p.Steps.Length > 0),
                Share = part.StepShare,
            });
            seen += part.Steps.Length > 0 ? 1 : 0;
            (labels, self, whole) = (labels + losses.Stepwise, self + losses.Self, whole + losses.Whole);
        }

        var rate = _schedule.At(step);
        var norm = _optimizer.Step(rate);
        return new StepLosses(new TrainingPoint(step, labels, self), whole, rate, norm);
    }

    private TrainingBatch[] Split(TrainingBatch batch, int size)
    {
        TrainingBatch[] parts = [.. batch.Split(size)];
        var divisors = parts.Aggregate(default(LabelDivisors), (sum, part) => sum + _objective.Weigh(_student, part));
        return [.. parts.Select(p => p with { Divisors = divisors })];
    }

    /// <summary>Adds the gradients of a batch, or of a part of one, to those of the parameters.</summary>
    private (float Stepwise, float Self, float Whole) AddGradients(TrainingBatch batch, StrategyStep seen)
    {
        using var scope = NewDisposeScope();
        var output = _objective.Forward(_student, batch, _snapshot);
        var stepwise = batch.Steps.Length > 0 ? _objective.Stepwise(output, batch) : null;
        var self = _objective.SelfDistillation(output, batch, _snapshot);
        var loss = Sum([stepwise, self?.Times(_settings.SelfDistillationWeight), .. batch.Steps.Length > 0 ? _strategies.Terms(seen) : []]);
        if (loss is null)
        {
            return default;
        }

        loss.backward();
        (_student.Network as ICheckpointedNetwork)?.Checkpoint?.Complete();
        _optimizer.AccumulateGradients();
        return (stepwise?.item<float>() ?? 0, self?.item<float>() ?? 0, loss.item<float>());
    }

    private static Tensor? Sum(IEnumerable<Tensor?> terms) =>
        terms.OfType<Tensor>().Aggregate((Tensor?)null, (sum, term) => sum is null ? term : sum.Plus(term));
}
