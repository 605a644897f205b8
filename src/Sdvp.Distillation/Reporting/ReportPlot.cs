using System.Collections.Immutable;

namespace Sdvp.Distillation.Reporting;

/// <summary>A drawing of points and lines over two axes of numbers.</summary>
public sealed record ReportPlot : ReportBlock
{
    /// <summary>What stands over it.</summary>
    public required string Title { get; init; }

    /// <summary>What the horizontal axis measures.</summary>
    public required string XTitle { get; init; }

    /// <summary>What the vertical axis measures.</summary>
    public required string YTitle { get; init; }

    /// <summary>The series.</summary>
    public required ImmutableArray<PlotSeries> Series { get; init; }

    /// <summary>Values of the horizontal axis at which a dashed line stands. Default: none.</summary>
    public ImmutableArray<double> XGuides { get; init; } = [];

    /// <summary>Values of the vertical axis at which a dashed line stands. Default: none.</summary>
    public ImmutableArray<double> YGuides { get; init; } = [];

    /// <summary>How to read it; null for nothing.</summary>
    public string? Note { get; init; }
}
