using Microsoft.Extensions.Logging;
using Sdvp.Distillation.Labelling;
using Sdvp.Distillation.Training.Strategies;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Lora;
using Sdvp.Modules.Weights;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Training;

/// <summary>Trains one module on the labels of its steps. Synchronous: dispose scopes and gradient mode belong to a thread.</summary>
internal sealed class ModuleTrainer
{
    // Sets the adapter's first values apart from all else that the seed decides.
    private const long AdapterStream = 33;

    private readonly ModuleTrainingSettings _settings;
    private readonly int _checkpointEverySteps;
    private readonly DeviceGate? _gate;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TrainingLog? _log;

    public ModuleTrainer(ModuleTrainingSettings settings, int checkpointEverySteps, DeviceGate? gate, TimeProvider time, ILogger logger, TrainingLog? log = null)
    {
        _settings = settings;
        _checkpointEverySteps = checkpointEverySteps;
        _gate = gate;
        _time = time;
        _logger = logger;
        _log = log;
    }

    /// <summary>Trains a copy of a module's network, or goes on where an earlier call was interrupted; writes the result to its files.</summary>
    /// <param name="module">The module; it does not change.</param>
    /// <param name="labels">Its labelled steps; at least one.</param>
    /// <param name="probes">Further calls that the snapshot answers; null for none.</param>
    /// <param name="strategies">What else keeps the student from forgetting; may be empty.</param>
    /// <param name="files">Where checkpoint and result lie.</param>
    /// <param name="progress">Takes steps done, steps in all, and the last loss.</param>
    /// <param name="cancellationToken">Looked at before each step; a checkpoint is written before the training gives up.</param>
    /// <returns>The new module and what is kept about its training; null where no label can be used.</returns>
    public (ITrainableModule Module, TrainedModule Training)? Train(
        ITrainableModule module,
        IReadOnlyList<LabelledStep> labels,
        IProbeSource? probes,
        IReadOnlyList<ForgettingStrategy> strategies,
        TrainingFiles files,
        Action<int, int, double?> progress,
        CancellationToken cancellationToken)
    {
        var gate = _gate ?? new DeviceGate(CPU);
        using var gradients = enable_grad();
        var lora = LoraTraining.Choose(files.Module, _settings.Lora, strategies);
        using var pair = gate.Run(() => CreatePair(module, lora), cancellationToken);
        var (student, snapshot) = (pair.Student, pair.Snapshot);
        var snapshotVersion = pair.HashSnapshot(files.Module);

        var objective = gate.Run(() => ChooseObjective(snapshot, labels[0]), cancellationToken);
        var (learned, heldOut) = _settings.EarlyStopping is { } early ? ValidationSplit.Create(labels, early.ValidationShare, _settings.TaskSeed) : (labels, []);
        var set = TrainingSet.Create(learned, student, objective, _settings, cancellationToken);
        if (set.Items.Count == 0)
        {
            return null;
        }

        var sampler = probes is not null && _settings.ProbeTotal > 0 ? new ProbeSampler(probes, student, _settings) : null;
        var kept = _settings.OwnInputTotal > 0 && objective is ScoreObjective scores ? SnapshotScores.Compute(snapshot, scores, set.Items, gate, cancellationToken) : null;
        var loss = string.Concat(strategies.Select(s => $" + {s.Name}").Prepend(_settings.DescribeLoss(objective, sampler is not null)));
        var parameters = StudentOptimizer.Choose(pair, _settings.TrainableParameters, files.Module, strategies);
        using var held = gate.Run(() => StrategySet.Begin(strategies, new StrategyContext(files.Module, pair, objective, _settings)), cancellationToken);
        if (files.Before is { } before)
        {
            TrainedModule.ReadRound(before.Trained, pair);
        }

        using var optimizer = new StudentOptimizer(student.Network, parameters, _settings);
        var reference = new SnapshotReference(snapshot, kept, _settings);
        var training = new TrainingStep(student, objective, _settings, set, reference, sampler, optimizer, held);
        using var stopping = CreateStopping(files.Module, pair, objective, reference, TrainingSet.Create(heldOut, student, objective, _settings, cancellationToken).Items, set);
        var checkpoint = new TrainingCheckpoint(files.Checkpoint, pair, optimizer, held, stopping);
        var (curve, earlier) = checkpoint.Restore(_logger);
        var begin = _time.GetTimestamp();
        _logger.LogInformation(
            "Training {Module} from step {Step} of {Total} on {Labels} labels: {Loss}", files.Module, curve.Count, set.TotalSteps, set.Items.Count, loss);
        progress(curve.Count, set.TotalSteps, null);
        Validate(files.Module, stopping, curve.Count, gate);

        while (curve.Count < set.TotalSteps && stopping is not { HasEnded: true })
        {
            if (cancellationToken.IsCancellationRequested)
            {
                checkpoint.Save(curve, earlier + _time.GetElapsedTime(begin));
                cancellationToken.ThrowIfCancellationRequested();
            }

            var losses = gate.Run(() => training.Run(curve.Count), CancellationToken.None);
            ThrowIfDiverged(files.Module, losses.Point.Step, losses.Loss);
            curve.Add(losses.Point);
            Log(losses);
            Validate(files.Module, stopping, curve.Count, gate);
            if (curve.Count % _checkpointEverySteps == 0 && curve.Count < set.TotalSteps)
            {
                checkpoint.Save(curve, earlier + _time.GetElapsedTime(begin));
            }

            progress(curve.Count, stopping is { HasEnded: true } ? curve.Count : set.TotalSteps, losses.Loss);
        }

        if (pair.HashSnapshot(files.Module) != snapshotVersion)
        {
            throw new InvalidOperationException(
                $"The snapshot of {files.Module} changed while its student was trained. Students must not share weights: "
                + $"{nameof(ITrainableModule.CreateStudent)} has to copy them.");
        }

        if (stopping is not null)
        {
            gate.Run(stopping.RestoreBest, CancellationToken.None);
            ChecksummedFile.Write(files.Validation, stopping.Validation.Write);
        }

        var result = new TrainedModule(module.Version, set.Items.Count, set.Unusable, loss, [.. curve], earlier + _time.GetElapsedTime(begin));
        return files.Round is null ? End(pair, held, files, result, gate) : EndRound(pair, files, result, gate);
    }

    /// <summary>The module of a round before the last one.</summary>
    public ITrainableModule LoadRound(ITrainableModule module, IReadOnlyList<ForgettingStrategy> strategies, TrainingFiles files, CancellationToken cancellationToken)
    {
        var gate = _gate ?? new DeviceGate(CPU);
        using var pair = gate.Run(() => CreatePair(module, LoraTraining.Choose(files.Module, _settings.Lora, strategies)), cancellationToken);
        return gate.Run(() => TrainedModule.LoadRound(files.Trained, pair), cancellationToken);
    }

    private (ITrainableModule Module, TrainedModule Training) End(TrainingPair pair, StrategySet held, TrainingFiles files, TrainedModule result, DeviceGate gate)
    {
        gate.Run(
            () =>
            {
                held.End();
                pair.MoveTowardsStart(_settings.StartInterpolation);
                SaveAdapter(pair, files);
                return true;
            },
            CancellationToken.None);
        pair.Student.Save(files.Weights);
        var trained = pair.Student.ToModule();
        result = result with { Version = trained.Version };
        result.Write(files.Trained, pair.Student);
        File.Delete(files.Checkpoint);
        return (trained, result);
    }

    /// <summary>What changed is kept as it is, for the next round goes on with it; the module for the programs has the adapter in its weights.</summary>
    private static (ITrainableModule Module, TrainedModule Training) EndRound(TrainingPair pair, TrainingFiles files, TrainedModule result, DeviceGate gate)
    {
        var changed = gate.Run(() => NetworkState.Copy(pair.Student.Network, pair.CanChange), CancellationToken.None);
        try
        {
            gate.Run(() => pair.Adapter?.Fold(), CancellationToken.None);
            var trained = pair.Student.ToModule();
            result = result with { Version = trained.Version };
            result.Write(files.Trained, changed);
            File.Delete(files.Checkpoint);
            return (trained, result);
        }
        finally
        {
            foreach (var tensor in changed.Values)
            {
                tensor.Dispose();
            }
        }
    }

    private TrainingPair CreatePair(ITrainableModule module, LoraOptions? lora) => TrainingPair.Create(module, lora, SeededOrder.Mix(_settings.TaskSeed, AdapterStream));

    /// <summary>Writes the adapter, and makes it a part of the weights: from here on the student is one like any other.</summary>
    private static void SaveAdapter(TrainingPair pair, TrainingFiles files)
    {
        if (pair.Adapter is { } adapter)
        {
            PeftFolder.Save(adapter, files.Adapter);
            adapter.Fold();
        }
    }

    private StepObjective ChooseObjective(IStudent snapshot, LabelledStep sample)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        return StepObjective.For(snapshot.Forward([snapshot.Prepare(sample.Record.ToCall())]), snapshot, _settings.MinimumIntersectionOverUnion);
    }

    private EarlyStopping? CreateStopping(
        string module, TrainingPair pair, StepObjective objective, SnapshotReference reference, IReadOnlyList<TrainingItem> heldOut, TrainingSet set)
    {
        if (_settings.EarlyStopping is not { } options)
        {
            return null;
        }

        if (heldOut.Count == 0)
        {
            _logger.LogWarning("The training of {Module} does not stop early: of its {Labels} labels none can be held out, for all belong to the same images", module, set.Items.Count);
            return null;
        }

        return new EarlyStopping(options, pair, objective, reference, heldOut, set, _settings.MicroBatchSize ?? _settings.BatchSize);
    }

    private void Log(StepLosses losses)
    {
        if (_log is not null)
        {
            losses.WriteTo(_log, _settings.SelfDistillationWeight);
        }
    }

    private void Validate(string module, EarlyStopping? stopping, int steps, DeviceGate gate)
    {
        if (stopping is not null && gate.Run(() => stopping.Observe(steps), CancellationToken.None) is { } loss)
        {
            ThrowIfDiverged(module, steps, (float)loss);
            _log?.Add("validation/loss", loss, steps);
        }
    }

    private static void ThrowIfDiverged(string module, int step, float loss)
    {
        if (!float.IsFinite(loss))
        {
            throw new InvalidOperationException(
                $"The loss of {module} became {loss} at training step {step}. Lower {nameof(StepwiseDistillerOptions.LearningRate)}, "
                + $"or set {nameof(StepwiseDistillerOptions.GradientClip)}.");
        }
    }
}
