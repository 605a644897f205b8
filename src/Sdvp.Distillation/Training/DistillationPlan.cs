using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Teaching;
using Sdvp.Modules.Torch;

namespace Sdvp.Distillation.Training;

/// <summary>A task that was checked against the host's modules: what learns, how, and the identity of all of it.</summary>
internal sealed record DistillationPlan(
    DistillationTask Task, ImmutableSortedDictionary<string, ITrainableModule> Modules, ImmutableArray<IStepAdapter> Adapters, TaskIdentity Identity)
{
    /// <exception cref="ArgumentException">The task does not fit the host, or contradicts itself.</exception>
    public static DistillationPlan Create(DistillationTask task, ImmutableDictionary<string, IVisualModule> registered, StepwiseDistillerOptions options)
    {
        CheckName(task.Name);
        CheckExamples(task.Examples, nameof(task.Examples));
        CheckExamples(task.Validation, nameof(task.Validation));
        if (task.Examples.Count == 0)
        {
            throw new ArgumentException($"The task {task.Name} has no examples; at least one is needed.", nameof(task));
        }

        if (task.Validation.FirstOrDefault(e => e.Answer is null) is { } unknown)
        {
            throw new ArgumentException($"The validation example {unknown.Id} of {task.Name} has no answer; its accuracy cannot be measured.", nameof(task));
        }

        if (task.Adapters.IsDefaultOrEmpty)
        {
            throw new ArgumentException($"The task {task.Name} has no adapters; give one for each module that learns.", nameof(task));
        }

        var modules = ImmutableSortedDictionary.CreateBuilder<string, ITrainableModule>(StringComparer.Ordinal);
        foreach (var adapter in task.Adapters)
        {
            if (!registered.TryGetValue(adapter.Module, out var module))
            {
                throw new ArgumentException(
                    $"The adapter {adapter.Name} serves {adapter.Module}, which is not registered; "
                    + $"registered are: {string.Join(", ", registered.Keys.Order(StringComparer.Ordinal))}.",
                    nameof(task));
            }

            // Symbolic modules may have adapters, to measure their steps; there is nothing in them that learns.
            if (module is ITrainableModule trainable && !modules.TryAdd(adapter.Module, trainable))
            {
                throw new ArgumentException($"The task {task.Name} has two adapters for {adapter.Module}; expected is one.", nameof(task));
            }
        }

        if (modules.Count == 0)
        {
            throw new ArgumentException(
                $"None of the modules {string.Join(", ", task.Adapters.Select(a => a.Module))} is an {nameof(ITrainableModule)}; nothing can learn.", nameof(task));
        }

        var settings = modules.Keys.ToDictionary(m => m, m => ModuleTrainingSettings.For(m, options), StringComparer.Ordinal);
        return new DistillationPlan(
            task,
            modules.ToImmutable(),
            [.. task.Adapters.Where(a => modules.ContainsKey(a.Module))],
            TaskIdentity.Create(task, registered, settings, options));
    }

    private static void CheckName(string name)
    {
        if (string.IsNullOrEmpty(name) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new ArgumentException($"The task's name is '{name}'; expected are letters, digits, - and _, for it names a folder.", nameof(name));
        }
    }

    private static void CheckExamples(IReadOnlyList<TaskExample> examples, string list)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (examples.FirstOrDefault(e => !seen.Add(e.Id)) is { } twice)
        {
            throw new ArgumentException($"Two examples in {list} have the id {twice.Id}; ids are unique within a task.", list);
        }
    }
}
