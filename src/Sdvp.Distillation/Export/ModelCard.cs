using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Sdvp.Core.Recording;
using Sdvp.Distillation.Labelling;
using Sdvp.Distillation.Training;

namespace Sdvp.Distillation.Export;

/// <summary>
/// The model card of a distilled student, as Hugging Face shows it: a <c>README.md</c> beside the weights that names task, teacher, data and metrics, with
/// the metadata that hubs read at its head.
/// </summary>
public sealed record ModelCard
{
    /// <summary>Name of the model.</summary>
    public required string Name { get; init; }

    /// <summary>What it learned: the task's name.</summary>
    public required string Task { get; init; }

    /// <summary>The module of visual programs that it stands behind.</summary>
    public required string Module { get; init; }

    /// <summary>Version of the teacher.</summary>
    public required string Teacher { get; init; }

    /// <summary>What it was trained on, in words.</summary>
    public required string Data { get; init; }

    /// <summary>The loss in force, in words.</summary>
    public required string Loss { get; init; }

    /// <summary>The model that it was made from, as hubs name it; null where there is none.</summary>
    public string? BaseModel { get; init; }

    /// <summary>Identity of the weights that it was made from.</summary>
    public string? PreviousVersion { get; init; }

    /// <summary>Identity of its weights.</summary>
    public string? Version { get; init; }

    /// <summary>Licence, as hubs name it; null leaves it out.</summary>
    public string? License { get; init; }

    /// <summary>Library that loads the weights, such as <c>transformers</c> or <c>peft</c>. Default: <c>transformers</c>.</summary>
    public string Library { get; init; } = "transformers";

    /// <summary>Names of data sets, as hubs name them. Default: none.</summary>
    public ImmutableArray<string> Datasets { get; init; } = [];

    /// <summary>Metrics by name, in the order in which they are shown. Default: none.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Metrics { get; init; } = [];

    /// <summary>Counts of the labels; null where they are not known.</summary>
    public LabellingSummary? Labels { get; init; }

    /// <summary>Makes the card of a distillation.</summary>
    /// <param name="task">What was learned.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="module">The module that the card is for.</param>
    /// <returns>The card; name and metrics can be changed by <c>with</c>.</returns>
    /// <exception cref="ArgumentException">The module did not learn.</exception>
    public static ModelCard Of(DistillationTask task, DistillationResult result, string module)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(result);
        var learned = result.Modules.FirstOrDefault(m => m.Module.Signature.Name == module)
            ?? throw new ArgumentException($"{module} did not learn in {result.Task}; learned have: {string.Join(", ", result.Modules.Select(m => m.Module.Signature.Name))}.", nameof(module));
        var metrics = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        if (result is { Before: { } before, After: { } after })
        {
            metrics.Add(new($"accuracy of {task.Validation.Count} validation programs before", before.Value.ToString("P1", CultureInfo.InvariantCulture)));
            metrics.Add(new($"accuracy of {task.Validation.Count} validation programs after", after.Value.ToString("P1", CultureInfo.InvariantCulture)));
        }

        return new ModelCard
        {
            Name = $"{module} after {result.Task}",
            Task = result.Task,
            Module = module,
            Teacher = task.Teacher.Version.Id,
            Data = $"{learned.Labels} labelled steps of {task.Examples.Count} programs",
            Loss = learned.Loss,
            PreviousVersion = learned.PreviousVersion.Id,
            Version = learned.Version.Id,
            Metrics = metrics.ToImmutable(),
            Labels = result.Labels,
        };
    }

    /// <summary>Writes the card as <c>README.md</c>.</summary>
    /// <param name="folder">The folder of the weights; made if absent.</param>
    /// <param name="cancellationToken">Gives up and leaves nothing behind.</param>
    /// <returns>A task that ends when the file is in place.</returns>
    public Task WriteAsync(string folder, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return AtomicFile.WriteAsync(
            Path.Combine(folder, "README.md"), stream => stream.WriteAsync(Encoding.UTF8.GetBytes(ToMarkdown()), cancellationToken).AsTask(), cancellationToken);
    }

    /// <summary>The card's text.</summary>
    /// <returns>Markdown with a YAML head.</returns>
    public string ToMarkdown()
    {
        var text = new StringBuilder("---\n");
        Head(text, "license", License);
        Head(text, "base_model", BaseModel);
        Head(text, "library_name", Library);
        text.Append("tags:\n- visual-programming\n- knowledge-distillation\n- continual-learning\n");
        if (!Datasets.IsDefaultOrEmpty)
        {
            text.Append("datasets:\n").AppendJoin("", Datasets.Select(d => $"- {Quote(d)}\n"));
        }

        text.Append("---\n\n");
        text.Append(CultureInfo.InvariantCulture, $"# {Escape(Name)}\n\nThe module `{Code(Module)}` of visual programs, fine-tuned by stepwise distillation with Sdvp (after SDVP, arXiv 2309.09809): ");
        text.Append("a task's teacher labelled the steps of executed programs, and this model learned the labels.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"| | |\n|---|---|\n| task | {Escape(Task)} |\n| teacher | `{Code(Teacher)}` |\n| data | {Escape(Data)} |\n");
        Row(text, "base model", BaseModel);
        Row(text, "weights before", PreviousVersion);
        Row(text, "weights", Version);
        text.Append(CultureInfo.InvariantCulture, $"\n## Training\n\n```\n{Loss.Replace("```", "'''", StringComparison.Ordinal)}\n```\n");
        if (Labels is { } labels)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nLabels: {Escape(labels.ToString())}.\n");
        }

        text.Append("\n## Metrics\n\n");
        return Metrics.IsDefaultOrEmpty
            ? text.Append("None were measured.\n").ToString()
            : text.Append("| metric | value |\n|---|---|\n").AppendJoin("", Metrics.Select(m => $"| {Escape(m.Key)} | {Escape(m.Value)} |\n")).ToString();
    }

    private static void Head(StringBuilder text, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}: {Quote(value)}\n");
        }
    }

    private static void Row(StringBuilder text, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {name} | `{Code(value)}` |\n");
        }
    }

    private static string Quote(string value) => $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings(" ")}\"";

    private static string Code(string value) => value.Replace('`', '\'').Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");

    private static string Escape(string value) =>
        value.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
