using System.Collections.Immutable;

namespace Sdvp.Distillation.Reporting;

/// <summary>One line of a learning curve.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Points">Its points, from left to right.</param>
public sealed record CurveSeries(string Name, ImmutableArray<CurvePoint> Points);
