using System.Collections.Immutable;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;

namespace Sdvp.Distillation.Reporting;

/// <summary>An example, and how programs came to their answers on it, step by step.</summary>
public sealed record ExampleRationale
{
    /// <summary>The example's id.</summary>
    public required string Id { get; init; }

    /// <summary>The question or statement.</summary>
    public required string Question { get; init; }

    /// <summary>The gold answer; null where it is unknown.</summary>
    public string? Gold { get; init; }

    /// <summary>The task or family; null where it is unknown.</summary>
    public string? Family { get; init; }

    /// <summary>The input images by name.</summary>
    public required ImmutableArray<KeyValuePair<string, ImageValue>> Inputs { get; init; }

    /// <summary>The runs that are shown side by side, such as before and after.</summary>
    public required ImmutableArray<RationaleRun> Runs { get; init; }

    /// <summary>Puts runs of one example side by side.</summary>
    /// <param name="example">The example.</param>
    /// <param name="runs">Its runs.</param>
    /// <returns>The rationale.</returns>
    public static ExampleRationale From(TaskExample example, params ReadOnlySpan<RationaleRun> runs)
    {
        ArgumentNullException.ThrowIfNull(example);
        return new ExampleRationale
        {
            Id = example.Id,
            Question = example.Question,
            Gold = example.Answer,
            Family = example.Family,
            Inputs = [.. example.Inputs.Where(i => i.Value is ImageValue).OrderBy(i => i.Key, StringComparer.Ordinal)
                .Select(i => KeyValuePair.Create(i.Key, (ImageValue)i.Value))],
            Runs = [.. runs],
        };
    }
}
