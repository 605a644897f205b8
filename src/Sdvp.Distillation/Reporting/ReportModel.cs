using System.Collections.Immutable;

namespace Sdvp.Distillation.Reporting;

/// <summary>What a report shows. Parts that are empty are left out of it.</summary>
public sealed record ReportModel
{
    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>A sentence or two under the title; null for none.</summary>
    public string? Summary { get; init; }

    /// <summary>Facts about the study, such as seed, sizes and duration.</summary>
    public ImmutableArray<ReportFact> Facts { get; init; } = [];

    /// <summary>Sections of the writer's own, after the facts.</summary>
    public ImmutableArray<ReportSection> Sections { get; init; } = [];

    /// <summary>The results; null for none.</summary>
    public ResultTable? Results { get; init; }

    /// <summary>How to read the results; null for none.</summary>
    public string? ResultsNote { get; init; }

    /// <summary>The course of training.</summary>
    public ImmutableArray<LearningCurve> Curves { get; init; } = [];

    /// <summary>Quality of the labels, by task or module.</summary>
    public ImmutableArray<LabelQuality> Labels { get; init; } = [];

    /// <summary>What failed, and how often.</summary>
    public ImmutableArray<FailureCount> Failures { get; init; } = [];

    /// <summary>Step-by-step rationales.</summary>
    public ImmutableArray<ExampleRationale> Examples { get; init; } = [];
}
