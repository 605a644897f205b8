using Microsoft.Extensions.Logging;
using Sdvp.Distillation.Labelling;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Training;

/// <summary>Trains one module on the labels of its steps. Synchronous: dispose scopes and gradient mode belong to a thread.</summary>
internal sealed class ModuleTrainer
{
    private const int StepsBetweenCollections = 20;

    private readonly ModuleTrainingSettings _settings;
    private readonly int _checkpointEverySteps;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public ModuleTrainer(ModuleTrainingSettings settings, int checkpointEverySteps, TimeProvider time, ILogger logger)
    {
        _settings = settings;
        _checkpointEverySteps = checkpointEverySteps;
        _time = time;
        _logger = logger;
    }

    /// <summary>Trains a copy of a module's network, or goes on where an earlier call was interrupted; writes the result to its files.</summary>
    /// <param name="module">The module; it does not change.</param>
    /// <param name="labels">Its labelled steps.</param>
    /// <param name="probes">Further calls that the snapshot answers; null for none.</param>
    /// <param name="files">Where checkpoint and result lie.</param>
    /// <param name="progress">Takes steps done, steps in all, and the last loss.</param>
    /// <param name="cancellationToken">Looked at before each step; a checkpoint is written before the training gives up.</param>
    /// <returns>The new module and what is kept about its training; null where no label can be used.</returns>
    public (ITrainableModule Module, TrainedModule Training)? Train(
        ITrainableModule module,
        IReadOnlyList<LabelledStep> labels,
        IProbeSource? probes,
        TrainingFiles files,
        Action<int, int, double?> progress,
        CancellationToken cancellationToken)
    {
        using var gradients = enable_grad();
        using var student = module.CreateStudent();
        using var snapshot = module.CreateStudent();
        NetworkState.Freeze(snapshot.Network);
        var snapshotHash = NetworkState.ComputeHash(snapshot.Network);
        // Evaluation mode: no dropout, fixed statistics of batch normalisation. So a step depends on weights and batch alone,
        // the student begins equal to its snapshot, and a resumed training ends with the same bytes.
        student.Network.eval();

        var objective = ChooseObjective(snapshot, labels);
        var set = TrainingSet.Create(labels, student, objective, _settings, cancellationToken);
        if (set.Items.Count == 0)
        {
            return null;
        }

        var sampler = probes is not null && _settings.ProbeTotal > 0 ? new ProbeSampler(probes, student, _settings) : null;
        var kept = _settings.OwnInputTotal > 0 ? SnapshotScores.Compute(snapshot, objective, set.Items, cancellationToken) : null;
        var loss = _settings.DescribeLoss(objective.HasRegions, sampler is not null);
        using var optimizer = new StudentOptimizer(student.Network, _settings, files.Module);
        var schedule = new LearningRateSchedule(_settings.LearningRate, set.TotalSteps, _settings.WarmupFraction);
        var checkpoint = new TrainingCheckpoint(files.Checkpoint, student, optimizer);
        var (curve, earlier) = checkpoint.Restore(_logger);
        var begin = _time.GetTimestamp();
        _logger.LogInformation("Training {Module} from step {Step} of {Total} on {Labels} labels: {Loss}", files.Module, curve.Count, set.TotalSteps, set.Items.Count, loss);
        progress(curve.Count, set.TotalSteps, null);

        for (var step = curve.Count; step < set.TotalSteps; step++)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                checkpoint.Save(curve, earlier + _time.GetElapsedTime(begin));
                cancellationToken.ThrowIfCancellationRequested();
            }

            using (NewDisposeScope())
            {
                var indices = set.Batch(step);
                TrainingItem[] batch = [.. indices.ToArray().Select(i => set.Items[i])];
                var drawn = sampler?.Draw(set.EpochOf(step), batch) ?? [];
                optimizer.ClearGradients();

                var output = student.Forward([.. batch.Select(i => i.Input), .. drawn]);
                var scores = objective.Scores(output);
                var stepwise = objective.Stepwise(output, [.. batch.Select(i => i.Target)]);
                Tensor? self = null;
                if (kept is not null)
                {
                    var own = objective.SelfDistillation(scores.narrow(0, 0, batch.Length), kept.Gather(indices, scores.device), _settings.Temperature);
                    self = own * _settings.OwnInputWeight;
                }

                if (drawn.Count > 0)
                {
                    var probed = objective.SelfDistillation(
                        scores.narrow(0, batch.Length, drawn.Count), SnapshotScores.Forward(snapshot, objective, drawn), _settings.Temperature);
                    self = self is null ? probed * _settings.ProbeWeight : self + (probed * _settings.ProbeWeight);
                }

                var total = self is null ? stepwise : stepwise + (self * _settings.SelfDistillationWeight);
                total.backward();
                optimizer.Step(schedule.At(step));

                curve.Add(new TrainingPoint(step, stepwise.item<float>(), self is null ? 0 : self.item<float>()));
                ThrowIfDiverged(files.Module, step, total.item<float>());
                progress(step + 1, set.TotalSteps, total.item<float>());
            }

            if ((step + 1) % StepsBetweenCollections == 0)
            {
                // The optimizer's native scalars are freed by finalizers only; without this they fragment the native heap.
                GC.Collect(0);
            }

            if ((step + 1) % _checkpointEverySteps == 0 && step + 1 < set.TotalSteps)
            {
                checkpoint.Save(curve, earlier + _time.GetElapsedTime(begin));
            }
        }

        if (NetworkState.ComputeHash(snapshot.Network) != snapshotHash)
        {
            throw new InvalidOperationException(
                $"The snapshot of {files.Module} changed while its student was trained. Students must not share weights: CreateStudent has to copy them.");
        }

        NetworkState.Interpolate(student.Network, snapshot.Network, _settings.StartInterpolation);
        student.Save(files.Weights);
        var trained = student.ToModule();
        var training = new TrainedModule(trained.Version, set.Items.Count, set.Unusable, loss, [.. curve], earlier + _time.GetElapsedTime(begin));
        training.Write(files.Trained, student);
        File.Delete(files.Checkpoint);
        return (trained, training);
    }

    private StepObjective ChooseObjective(IStudent snapshot, IReadOnlyList<LabelledStep> labels)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        return StepObjective.For(snapshot.Forward([snapshot.Prepare(labels[0].Record.ToCall())]), snapshot.Signature, _settings.MinimumIntersectionOverUnion);
    }

    private static void ThrowIfDiverged(string module, int step, float loss)
    {
        if (!float.IsFinite(loss))
        {
            throw new InvalidOperationException(
                $"The loss of {module} became {loss} at training step {step}. Lower {nameof(StepwiseDistillerOptions.LearningRate)}, or set {nameof(StepwiseDistillerOptions.GradientClip)}.");
        }
    }
}
