namespace Sdvp.Distillation.Reporting;

/// <summary>
/// A point of a plot. Where points have intervals in Y alone, a band is drawn along the line; where one has an interval in X too, each has a cross.
/// </summary>
/// <param name="X">Place on the horizontal axis.</param>
/// <param name="Y">Place on the vertical axis.</param>
public readonly record struct PlotPoint(double X, double Y)
{
    /// <summary>The interval of <see cref="X"/>; null for none.</summary>
    public (double Low, double High)? XInterval { get; init; }

    /// <summary>The interval of <see cref="Y"/>; null for none.</summary>
    public (double Low, double High)? YInterval { get; init; }

    /// <summary>What it is, shown when it is pointed at; null for its numbers alone.</summary>
    public string? Label { get; init; }
}
