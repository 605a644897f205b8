using System.Collections.Immutable;

namespace Sdvp.Distillation.Reporting;

/// <summary>Points of one kind, joined by a line in their order.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Points">The points; those that are not finite are left out of the drawing.</param>
public sealed record PlotSeries(string Name, ImmutableArray<PlotPoint> Points);
