using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;

namespace Sdvp.Core.Rationale;

/// <summary>One step of a program as a page shows it.</summary>
public sealed record RationaleStep
{
    /// <summary>Number of the step in its run, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Number of the composite step that this one was part of; null at top level.</summary>
    public int? Parent { get; init; }

    /// <summary>The step's source text.</summary>
    public required string Source { get; init; }

    /// <summary>The place of the step in the source.</summary>
    public SourceSpan Span { get; init; }

    /// <summary>The variable that took the result; null where there was none.</summary>
    public string? Output { get; init; }

    /// <summary>The module called.</summary>
    public required string Module { get; init; }

    /// <summary>The version of the module that answered.</summary>
    public ModuleVersion Version { get; init; }

    /// <summary>From the call to its result.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The images that the step was given, by parameter; those of a list one by one.</summary>
    public ImmutableArray<KeyValuePair<string, ImageValue>> Images { get; init; } = [];

    /// <summary>The other values that the step was given, by parameter.</summary>
    public ImmutableArray<KeyValuePair<string, ProgramValue>> Arguments { get; init; } = [];

    /// <summary>The result in words; null where the step failed, or gave an image or regions.</summary>
    public string? Value { get; init; }

    /// <summary>The image that the step gave; null where it gave none.</summary>
    public ImageValue? ResultImage { get; init; }

    /// <summary>The regions that the step gave, best first, in pixels of its first image; null where it is no locating step.</summary>
    public ImmutableArray<Region>? Regions { get; init; }

    /// <summary>Regions that were considered and not given.</summary>
    public ImmutableArray<Region> RejectedRegions { get; init; } = [];

    /// <summary>Regions that the step was given, in pixels of its first image.</summary>
    public ImmutableArray<Region> GivenRegions { get; init; } = [];

    /// <summary>The module's answers with their probabilities; null where it gave none.</summary>
    public AnswerDistribution? Answers { get; init; }

    /// <summary>The teacher's label for this step; null where there is none.</summary>
    public StepLabel? Label { get; init; }

    /// <summary>The step's gold answer; null where it is unknown.</summary>
    public string? Gold { get; init; }

    /// <summary>Whether the step gave its gold answer; null where that is unknown.</summary>
    public bool? IsCorrect { get; init; }

    /// <summary>Why the step failed; null where it did not.</summary>
    public string? Error { get; init; }

    /// <summary>Reads a step from its record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="program">The program that it belongs to.</param>
    /// <param name="label">The teacher's label. Default: none.</param>
    /// <param name="gold">The gold answer. Default: unknown.</param>
    /// <param name="normalizer">Compares result and gold answer. Default: <see cref="AnswerNormalizer.Default"/>.</param>
    /// <returns>The step.</returns>
    public static RationaleStep From(
        StepRecord record, VisualProgram program, StepLabel? label = null, string? gold = null, AnswerNormalizer? normalizer = null)
    {
        ArgumentNullException.ThrowIfNull(program);
        return From(record, program.Source, label, gold, normalizer);
    }

    /// <summary>Reads a step from its record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="source">The source of the program that it belongs to.</param>
    /// <param name="label">The teacher's label. Default: none.</param>
    /// <param name="gold">The gold answer. Default: unknown.</param>
    /// <param name="normalizer">Compares result and gold answer. Default: <see cref="AnswerNormalizer.Default"/>.</param>
    /// <returns>The step.</returns>
    public static RationaleStep From(
        StepRecord record, string source, StepLabel? label = null, string? gold = null, AnswerNormalizer? normalizer = null)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(source);
        var regions = (record.Value as RegionsValue)?.Regions;
        var value = record.Value is null or ImageValue or RegionsValue ? null : AnswerNormalizer.ToText(record.Value);
        var line = SourceOf(record.Span, source);
        var arguments = record.Arguments.OrderBy(a => PlaceOf(a.Key, line)).ThenBy(a => a.Key, StringComparer.Ordinal).ToArray();
        return new RationaleStep
        {
            Index = record.StepIndex,
            Parent = record.Parent,
            Source = line,
            Span = record.Span,
            Output = record.Output,
            Module = record.Module,
            Version = record.Version,
            Duration = record.Duration,
            Images = [.. arguments.SelectMany(a => ImagesOf(a.Key, a.Value))],
            Arguments = [.. arguments.Where(a => a.Value is not ImageValue && !ImagesOf(a.Key, a.Value).Any())],
            Value = value,
            ResultImage = record.Value as ImageValue,
            Regions = regions,
            RejectedRegions = regions is { } kept ? [.. record.Proposals.Where(p => !kept.Any(r => r.Box == p.Box))] : [],
            GivenRegions = [.. arguments.Select(a => a.Value).OfType<RegionsValue>().SelectMany(r => r.Regions)],
            Answers = record.Distribution,
            Label = label,
            Gold = gold,
            IsCorrect = gold is null || value is null ? null : (normalizer ?? AnswerNormalizer.Default).AreEqual(value, gold),
            Error = record.Error,
        };
    }

    private static IEnumerable<KeyValuePair<string, ImageValue>> ImagesOf(string name, ProgramValue value) => value switch
    {
        ImageValue image => [KeyValuePair.Create(name, image)],
        ListValue list => list.Items.OfType<ImageValue>().Select((image, i) => KeyValuePair.Create($"{name}[{i}]", image)),
        _ => [],
    };

    // Records keep arguments without order; a reader looks for them where the program has them.
    private static int PlaceOf(string name, string line)
    {
        var place = line.IndexOf($"{name}=", StringComparison.Ordinal);
        return place < 0 ? int.MaxValue : place;
    }

    // A span reaches over one call; a reader wants to see the whole line that it stands on.
    private static string SourceOf(SourceSpan span, string source)
    {
        if (span.Start < 0 || span.Start >= source.Length)
        {
            return "";
        }

        var begin = source.LastIndexOf('\n', span.Start) + 1;
        var end = source.IndexOf('\n', Math.Clamp(span.End, span.Start, source.Length));
        return source[Math.Min(begin, span.Start)..(end < 0 ? source.Length : end)].Trim();
    }
}
