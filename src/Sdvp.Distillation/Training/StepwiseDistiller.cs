using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Distillation.Labelling;
using Sdvp.Modules.Torch;

namespace Sdvp.Distillation.Training;

/// <summary>
/// Teaches the modules behind a task's programs, step by step: runs the programs and records each step, lets the task's teacher label
/// the steps, trains a copy of each module on its labels while a frozen snapshot of itself holds it back from forgetting, and puts the
/// new version in the registry. After SDVP (arXiv 2309.09809); the losses are a reconstruction.
/// </summary>
/// <remarks>
/// <para>On the CPU the same task, options, module versions and number of threads give the same bytes. Everything is kept in
/// <see cref="StepwiseDistillerOptions.WorkFolder"/>: a distillation that was cancelled or killed goes on where it stood and ends with
/// the same bytes, and one that has ended is read back at once.</para>
/// <para>Students are trained in evaluation mode: without dropout, and with fixed statistics of batch normalisation.</para>
/// <para>Thread-safe, but one distillation at a time works on a task's folder; modules are taken from the registry when a call begins,
/// and replaced when it ends. New modules belong to the caller, as the replaced ones do.</para>
/// </remarks>
public sealed class StepwiseDistiller
{
    private readonly ProgramBatch _programs;
    private readonly IModuleRegistry _registry;
    private readonly StepwiseDistillerOptions _options;
    private readonly DeviceGate? _gate;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <summary>Initialises a distiller.</summary>
    /// <param name="runner">Runs the programs; over the same registry.</param>
    /// <param name="registry">The modules that learn, and where their new versions go.</param>
    /// <param name="options">How to work; copied.</param>
    /// <param name="gate">Lets one piece of work at a time use the device; the one that the modules share. Null where nothing else uses the device meanwhile.</param>
    /// <param name="timeProvider">Measures durations; null for the system's clock.</param>
    /// <param name="logger">Null for none.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">An option is out of range; every such option is named.</exception>
    public StepwiseDistiller(
        IProgramRunner runner,
        IModuleRegistry registry,
        StepwiseDistillerOptions options,
        DeviceGate? gate = null,
        TimeProvider? timeProvider = null,
        ILogger<StepwiseDistiller>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(options);
        StepwiseDistillerOptionsValidator.ThrowIfInvalid(options);
        _programs = new ProgramBatch(runner);
        _registry = registry;
        _options = options.Copy();
        _gate = gate;
        _time = timeProvider ?? TimeProvider.System;
        _logger = logger ?? NullLogger<StepwiseDistiller>.Instance;
    }

    /// <summary>Learns a task, or goes on with it where an earlier call was interrupted, or reads back what an earlier call ended with.</summary>
    /// <param name="task">The task.</param>
    /// <param name="progress">Told how far it is, at most ten times a second; null for none.</param>
    /// <param name="cancellationToken">Stops before the next program, teacher batch or training step. What was done is kept.</param>
    /// <returns>The new modules, which are in the registry, and how they came about.</returns>
    /// <exception cref="ArgumentException">The task contradicts itself, or does not fit the registered modules.</exception>
    /// <exception cref="InvalidOperationException">The work folder holds this task with other content; or training diverged; or a label does not fit its module.</exception>
    /// <exception cref="IOException">Files cannot be written, or another distillation works on the task.</exception>
    /// <exception cref="InvalidDataException">A kept file is damaged; it is named.</exception>
    public async Task<DistillationResult> DistillAsync(
        DistillationTask task, IProgress<DistillationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        cancellationToken.ThrowIfCancellationRequested();
        var plan = DistillationPlan.Create(task, _registry.Snapshot, _options);
        using var folder = TaskFolder.Open(_options.WorkFolder, task.Name);
        plan = plan with { Identity = folder.Claim(plan.Identity, [.. plan.Modules.Keys], _options.RestartOnChange, _logger) };
        if (folder.ReadResult() is { } stored)
        {
            return Restore(plan, folder, stored);
        }

        var phases = new PhaseTimes(progress, _time);
        var before = await ValidateBeforeAsync(plan, folder, phases, cancellationToken).ConfigureAwait(false);
        var (modules, rounds) = await TrainAsync(plan, folder, phases, cancellationToken).ConfigureAwait(false);
        using var loan = new ModuleLoan(_registry, modules.Select(m => m.Module));
        var after = task.Validation.Count == 0
            ? null
            : await phases.MeasureAsync(DistillationPhase.ValidatingAfter, p => _programs.EvaluateAsync(task.Validation, p, cancellationToken)).ConfigureAwait(false);
        var result = new StoredResult([.. modules.Select(m => m.Module.Signature.Name)], rounds[^1].Labels, before, after, phases.Durations, rounds.Length > 1 ? rounds : null);
        folder.WriteResult(result);
        loan.Keep();
        return Create(task, modules, result);
    }

    private async Task<ProgramAccuracy?> ValidateBeforeAsync(DistillationPlan plan, TaskFolder folder, PhaseTimes phases, CancellationToken cancellationToken)
    {
        if (plan.Task.Validation.Count == 0)
        {
            return null;
        }

        if (folder.ReadBefore() is { } known)
        {
            return known;
        }

        var before = await phases.MeasureAsync(
            DistillationPhase.ValidatingBefore, p => _programs.EvaluateAsync(plan.Task.Validation, p, cancellationToken)).ConfigureAwait(false);
        folder.WriteBefore(before);
        return before;
    }

    private async Task<(ImmutableArray<ModuleDistillation> Modules, ImmutableArray<DistillationRound> Rounds)> TrainAsync(
        DistillationPlan plan, TaskFolder folder, PhaseTimes phases, CancellationToken cancellationToken)
    {
        var rounds = ImmutableArray.CreateBuilder<DistillationRound>(_options.Rounds);
        ImmutableArray<TrainedStudent> students = [];
        ImmutableArray<LabelledStep> steps = [];
        for (var round = 1; round <= _options.Rounds; round++)
        {
            phases.Round = round;
            var labels = await LabelAsync(plan, folder, students, phases, cancellationToken).ConfigureAwait(false);
            steps = LabelledUnion.Create(labels.Steps, steps);
            students = await TrainRoundAsync(plan, folder, new LabelledSteps(steps, labels.Summary), phases, cancellationToken).ConfigureAwait(false);
            rounds.Add(new DistillationRound(labels.Summary, steps.Length));
        }

        return ([.. students.Select(s => Describe(plan, s))], rounds.ToImmutable());
    }

    private async Task<ImmutableArray<TrainedStudent>> TrainRoundAsync(
        DistillationPlan plan, TaskFolder folder, LabelledSteps labels, PhaseTimes phases, CancellationToken cancellationToken)
    {
        var students = ImmutableArray.CreateBuilder<TrainedStudent>();
        foreach (var (name, module) in plan.Modules)
        {
            var files = folder.FilesOf(name, phases.Round, _options.Rounds);
            var own = labels.Steps.Where(s => s.Record.Module == name).ToArray();
            if (TrainedModule.TryRead(files.Trained) is { } done)
            {
                students.Add(new TrainedStudent(files, done, () => Load(plan, files, module, done, cancellationToken)));
            }
            else if (own.Length > 0 && await TrainModuleAsync(plan, module, own, labels.Summary, files, phases, cancellationToken).ConfigureAwait(false) is { } trained)
            {
                students.Add(new TrainedStudent(files, trained.Training, () => trained.Module));
            }
            else
            {
                _logger.LogWarning("{Module} keeps its version: none of its steps has a label that it can learn ({Counts})", name, labels.Summary);
            }
        }

        return students.ToImmutable();
    }

    /// <summary>Runs the programs, and labels their steps, with the students as the round before left them.</summary>
    private async Task<LabelledSteps> LabelAsync(
        DistillationPlan plan, TaskFolder folder, ImmutableArray<TrainedStudent> students, PhaseTimes phases, CancellationToken cancellationToken)
    {
        var task = plan.Task;
        using var loan = new ModuleLoan(_registry, students.Select(s => s.Module));
        var cacheFolder = _options.CacheFolder ?? Path.Combine(_options.WorkFolder, "cache");
        using var store = new ProgramRunStore(Path.Combine(cacheFolder, "runs", plan.Identity.RunsId(students.Select(s => KeyValuePair.Create(s.Files.Module, s.Training.Version.Id)))));
        var runs = await phases.MeasureAsync(
            DistillationPhase.Recording, p => _programs.RecordAsync(task.Examples, store, p, cancellationToken)).ConfigureAwait(false);
        using var cache = TeacherCache.Open(Path.Combine(cacheFolder, "teacher", $"{TaskIdentity.Hash([task.Teacher.Version.Id])[..16]}.jsonl"));
        var failures = folder.ReadTeacherFailures();
        var labeller = new StepLabeller(
            task.Teacher,
            plan.Adapters,
            cache,
            new StepLabellerOptions
            {
                RequireCorrectAnswer = _options.RequireCorrectAnswer,
                TeacherBatchSize = _options.TeacherBatchSize,
                SkipTeacherFailures = _options.SkipTeacherFailures,
                KnownFailures = failures,
                Filters = task.Filters ?? new LabelFilters(),
            });
        var labels = await phases.MeasureAsync(
            DistillationPhase.Labelling, p => labeller.LabelAsync(runs, task.Examples, p, cancellationToken)).ConfigureAwait(false);
        if (labels.TeacherFailures.Keys.Any(query => !failures.ContainsKey(query)))
        {
            // Before anything learns from the labels: a training that goes on after a stop has to find the same ones, also where the teacher has recovered.
            folder.WriteTeacherFailures(labels.TeacherFailures.SetItems(failures));
        }

        _logger.LogInformation("Labelled {Task}: {Counts}", task.Name, labels.Summary);
        return labels;
    }

    private Task<(ITrainableModule Module, TrainedModule Training)?> TrainModuleAsync(
        DistillationPlan plan, ITrainableModule module, LabelledStep[] labels, LabellingSummary counts, TrainingFiles files, PhaseTimes phases, CancellationToken cancellationToken)
    {
        var log = _options.LogFolder is { } folder ? TrainingLog.Open(Path.Combine(folder, plan.Task.Name, plan.Identity.Id, files.Name)) : null;
        log?.Add("labels/coverage", counts.Modules.First(m => m.Module == files.Module).Coverage, 0);
        var trainer = CreateTrainer(files, phases.Round, log);
        return phases.MeasureAsync(
            DistillationPhase.Training,
            p => Task.Run(() => trainer.Train(module, labels, plan.Task.Probes, plan.Task.Strategies, files, p.Report, cancellationToken), cancellationToken),
            files.Module);
    }

    private ModuleTrainer CreateTrainer(TrainingFiles files, int round, TrainingLog? log) =>
        new(ModuleTrainingSettings.For(files.Module, _options).ForRound(round), _options.CheckpointEverySteps, _gate, _time, _logger, log);

    private DistillationResult Restore(DistillationPlan plan, TaskFolder folder, StoredResult stored)
    {
        var modules = ImmutableArray.CreateBuilder<ModuleDistillation>();
        foreach (var name in stored.Modules)
        {
            var files = folder.FilesOf(name, _options.Rounds, _options.Rounds);
            var done = TrainedModule.TryRead(files.Trained)
                ?? throw new InvalidDataException(
                    $"The distillation of {plan.Task.Name} has ended, but {files.Trained} is missing or damaged. Remove {folder.Path} to begin the task anew.");
            var student = new TrainedStudent(files, done, () => Load(plan, files, plan.Modules[name], done, CancellationToken.None));
            modules.Add(Describe(plan, student));
            _registry.Replace(student.Module);
        }

        _logger.LogInformation("{Task} had ended before; read back from {Folder}", plan.Task.Name, folder.Path);
        return Create(plan.Task, modules.ToImmutable(), stored) with { IsRestored = true };
    }

    private static DistillationResult Create(DistillationTask task, ImmutableArray<ModuleDistillation> modules, StoredResult stored) => new()
    {
        Task = task.Name,
        Modules = modules,
        Labels = stored.Labels,
        Rounds = stored.Rounds ?? [],
        Before = stored.Before,
        After = stored.After,
        Durations = stored.Durations,
    };

    // In the process that trained it, the registered module is the trained one already.
    private ITrainableModule Load(DistillationPlan plan, TrainingFiles files, ITrainableModule registered, TrainedModule done, CancellationToken cancellationToken) =>
        files.Round is { } round ? CreateTrainer(files, round, null).LoadRound(registered, plan.Task.Strategies, files, cancellationToken)
        : registered.Version == done.Version ? registered
        : TrainedModule.Load(files.Trained, registered);

    private ModuleDistillation Describe(DistillationPlan plan, TrainedStudent student)
    {
        var (files, done) = (student.Files, student.Training);
        var (curve, duration) = student.History();
        return new(student.Module, new ModuleVersion(plan.Identity.Modules[files.Module]), done.Labels, done.UnusableLabels, done.Loss, curve, duration, files.Weights)
        {
            AdapterFolder = LoraTraining.Choose(files.Module, ModuleTrainingSettings.For(files.Module, _options).Lora, plan.Task.Strategies) is null ? null : files.Adapter,
            Validation = ModuleValidation.TryRead(files.Validation),
        };
    }
}
