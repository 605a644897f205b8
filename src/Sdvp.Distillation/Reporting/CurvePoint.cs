namespace Sdvp.Distillation.Reporting;

/// <summary>A point of a learning curve.</summary>
/// <param name="X">Place on the horizontal axis, such as the number of a training step.</param>
/// <param name="Y">Value; points that are not finite are left out of the drawing.</param>
public readonly record struct CurvePoint(double X, double Y);
