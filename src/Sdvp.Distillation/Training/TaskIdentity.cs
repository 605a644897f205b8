using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sdvp.Core.Modules;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;
using Sdvp.Modules.Torch;

namespace Sdvp.Distillation.Training;

/// <summary>
/// Everything that decides what a distillation ends with, as hashes by name: what a work folder was begun with must be what it is
/// continued with.
/// </summary>
/// <param name="Parts">Hashes and settings by name.</param>
/// <param name="Modules">The versions of all modules when the task began.</param>
internal sealed record TaskIdentity(ImmutableSortedDictionary<string, string> Parts, ImmutableSortedDictionary<string, string> Modules)
{
    /// <summary>Identity of the recorded runs: programs, inputs and modules decide them.</summary>
    /// <param name="learned">Versions that a round begins with in place of those that the task began with.</param>
    public string RunsId(IEnumerable<KeyValuePair<string, string>> learned) =>
        Hash([Parts["examples"], .. Modules.SetItems(learned).Select(m => $"{m.Key}={m.Value}")])[..16];

    /// <summary>Identity of all of it.</summary>
    public string Id => Hash([.. Parts.Concat(Modules).Select(p => $"{p.Key}={p.Value}")])[..16];

    public static TaskIdentity Create(
        DistillationTask task,
        ImmutableDictionary<string, IVisualModule> modules,
        IReadOnlyDictionary<string, ModuleTrainingSettings> settings,
        StepwiseDistillerOptions options)
    {
        var parts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        parts["examples"] = Hash(task.Examples.Select(Describe));
        var usesAnswers = options.RequireCorrectAnswer || task.Filters is { RequireCorrectAnswer: true } or { Credit: not null };
        parts["answers"] = usesAnswers ? Hash(task.Examples.Select(e => e.Answer ?? "")) : "not used";
        parts["validation"] = Hash(task.Validation.Select(e => $"{Describe(e)}\n{e.Answer}"));
        parts["teacher"] = task.Teacher.Version.Id;
        parts["adapters"] = string.Join(", ", task.Adapters.Select(a => $"{a.Module}: {a.Name}").Order(StringComparer.Ordinal));
        parts["probes"] = task.Probes?.Name ?? "none";
        if (task.Filters is { } filters)
        {
            parts["filters"] = filters.ToString();
        }

        if (options.SkipTeacherFailures)
        {
            parts["failures of the teacher"] = "skipped";
        }

        if (options.Rounds > 1)
        {
            parts["rounds"] = options.Rounds.ToString(CultureInfo.InvariantCulture);
        }

        if (task.Strategies.Count > 0)
        {
            parts["strategies"] = string.Join(" + ", task.Strategies.Select(s => s.Name));
        }

        foreach (var (module, values) in settings)
        {
            parts[$"options of {module}"] = values.ToString();
            if (modules[module] is ITrainableModule trained)
            {
                parts[$"training type of {module}"] = trained.TrainingType.ToString();
            }
        }

        return new TaskIdentity(
            parts.ToImmutable(), modules.ToImmutableSortedDictionary(m => m.Key, m => m.Value.Version.Id, StringComparer.Ordinal));
    }

    /// <summary>Says what has changed since a task was begun; a module that the task itself has replaced counts as unchanged.</summary>
    /// <param name="begun">What the task was begun with.</param>
    /// <param name="trained">Versions that the task has made, by module.</param>
    /// <returns>The changes in words; none where the task can go on.</returns>
    public IEnumerable<string> ChangesSince(TaskIdentity begun, IReadOnlyDictionary<string, string> trained)
    {
        foreach (var name in Parts.Keys.Union(begun.Parts.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (before, now) = (begun.Parts.GetValueOrDefault(name, "absent"), Parts.GetValueOrDefault(name, "absent"));
            if (before != now)
            {
                yield return $"{name}: was {before}, is {now}";
            }
        }

        foreach (var name in Modules.Keys.Union(begun.Modules.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (before, now) = (begun.Modules.GetValueOrDefault(name, "absent"), Modules.GetValueOrDefault(name, "absent"));
            if (before != now && trained.GetValueOrDefault(name) != now)
            {
                yield return $"version of {name}: was {before}, is {now}";
            }
        }
    }

    /// <summary>SHA-256 of a list of texts, as hexadecimal digits.</summary>
    public static string Hash(IEnumerable<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
            hash.AppendData([0]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Describe(TaskExample example) =>
        $"{example.Id}\n{example.Question}\n{example.Program.Id}\n"
        + string.Join('\n', example.Inputs.OrderBy(i => i.Key, StringComparer.Ordinal).Select(i => $"{i.Key}={Describe(i.Value)}"));

    private static string Describe(ProgramValue value) => value switch
    {
        ImageValue image => $"image {image.ContentId}",
        ListValue list => $"[{string.Join(", ", list.Items.Select(Describe))}]",
        _ => $"{value.Type} {value}",
    };
}
