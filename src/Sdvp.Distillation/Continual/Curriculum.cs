using System.Collections.Immutable;
using Sdvp.Core.Execution;
using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;
using Sdvp.Distillation.Labelling;
using Sdvp.Distillation.Training;
using Sdvp.Modules.Torch;

namespace Sdvp.Distillation.Continual;

/// <summary>
/// Teaches tasks in sequence: each is distilled with the modules that the one before left, all are measured after each, and calls of each are remembered for the
/// strategies of the later ones. Interrupted, it goes on where it stood when it is run again with the same tasks and the modules that it began with: tasks that have
/// ended are read back, and measured again.
/// </summary>
/// <remarks>Not thread-safe: it replaces modules in the registry.</remarks>
public sealed class Curriculum
{
    private readonly StepwiseDistiller _distiller;
    private readonly IProgramRunner _runner;
    private readonly CurriculumOptions _options;
    private readonly DeviceGate? _gate;

    /// <summary>Initialises a curriculum.</summary>
    /// <param name="distiller">Learns the tasks.</param>
    /// <param name="runner">Runs programs; over the distiller's registry.</param>
    /// <param name="options">Default: <see cref="CurriculumOptions"/> as they are.</param>
    /// <param name="gate">Lets one piece of work at a time use the device; null where nothing else uses it meanwhile.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    public Curriculum(StepwiseDistiller distiller, IProgramRunner runner, CurriculumOptions? options = null, DeviceGate? gate = null)
    {
        ArgumentNullException.ThrowIfNull(distiller);
        ArgumentNullException.ThrowIfNull(runner);
        _distiller = distiller;
        _runner = runner;
        _options = options ?? new CurriculumOptions();
        _gate = gate;
        ArgumentOutOfRangeException.ThrowIfNegative(_options.MemoryExamples, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MemoryCalls, 1, nameof(options));
    }

    /// <summary>Learns the tasks in their order.</summary>
    /// <param name="tasks">The tasks, with different names; at least one.</param>
    /// <param name="progress">Told how far the distillation of a task is; null for none.</param>
    /// <param name="cancellationToken">Stops; what was done is kept.</param>
    /// <returns>The task matrix and the distillations.</returns>
    /// <exception cref="ArgumentException">There is no task, two have one name, or a test is empty or has an example without answer.</exception>
    public async Task<CurriculumResult> RunAsync(
        IReadOnlyList<CurriculumTask> tasks, IProgress<DistillationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Check(tasks);
        var before = await MeasureAsync(tasks, cancellationToken).ConfigureAwait(false);
        var (rows, results, memory) = (new List<IReadOnlyList<double>>(), ImmutableArray.CreateBuilder<DistillationResult>(), ReplayMemory.Empty);
        foreach (var task in tasks)
        {
            var strategies = task.Strategies(memory);
            var result = await _distiller.DistillAsync(task.Task with { Strategies = [.. task.Task.Strategies, .. strategies] }, progress, cancellationToken).ConfigureAwait(false);
            results.Add(result);
            rows.Add(await MeasureAsync(tasks, cancellationToken).ConfigureAwait(false));
            memory = await RememberAsync(memory, task.Task, result, cancellationToken).ConfigureAwait(false);
        }

        return new CurriculumResult(new TaskMatrix(rows, tasks.Select(t => t.Task.Name)), [.. before], results.ToImmutable(), memory);
    }

    private static void Check(IReadOnlyList<CurriculumTask> tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        if (tasks.Count == 0 || tasks.Select(t => t.Task.Name).Distinct(StringComparer.Ordinal).Count() < tasks.Count)
        {
            throw new ArgumentException($"There are {tasks.Count} tasks: {string.Join(", ", tasks.Select(t => t.Task.Name))}; expected is at least one, with different names.", nameof(tasks));
        }

        if (tasks.FirstOrDefault(t => t.Test.Count == 0 || t.Test.Any(e => e.Answer is null)) is { } untested)
        {
            throw new ArgumentException($"The test of {untested.Task.Name} is empty or has an example without answer; its accuracy cannot be measured.", nameof(tasks));
        }
    }

    private async Task<double[]> MeasureAsync(IReadOnlyList<CurriculumTask> tasks, CancellationToken cancellationToken)
    {
        var accuracies = new double[tasks.Count];
        for (var i = 0; i < accuracies.Length; i++)
        {
            var correct = 0;
            var answers = tasks[i].Test.ToDictionary(e => e.Id, e => e.Answer!, StringComparer.Ordinal);
            await foreach (var run in _runner.RunAsync(tasks[i].Test.Select(ToRequest), cancellationToken).ConfigureAwait(false))
            {
                correct += AnswerAgreement.Agrees(run.Value, answers[run.Id]) ? 1 : 0;
            }

            accuracies[i] = (double)correct / answers.Count;
        }

        return accuracies;
    }

    private async Task<ReplayMemory> RememberAsync(ReplayMemory memory, DistillationTask task, DistillationResult result, CancellationToken cancellationToken)
    {
        var order = SeededOrder.Shuffle(task.Examples.Count, SeededOrder.Mix(_options.Seed, 14)).Take(_options.MemoryExamples).Order();
        var records = new List<StepRecord>();
        await foreach (var run in _runner.RunAsync(order.Select(i => ToRequest(task.Examples[i])), cancellationToken).ConfigureAwait(false))
        {
            records.AddRange(run.Error is null ? run.Records : []);
        }

        foreach (var module in result.Modules)
        {
            if (records.Exists(r => r.Module == module.Module.Signature.Name))
            {
                memory = memory.Add(module.Module, records, _options.MemoryCalls, _options.Seed, _gate, cancellationToken);
            }
        }

        return memory;
    }

    private static ProgramRequest ToRequest(TaskExample example) => new(example.Id, example.Program, example.Inputs);
}
