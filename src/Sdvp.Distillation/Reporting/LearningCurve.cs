using System.Collections.Immutable;

namespace Sdvp.Distillation.Reporting;

/// <summary>A drawing of one or more series over the course of training.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="XTitle">The horizontal axis.</param>
/// <param name="YTitle">The vertical axis.</param>
/// <param name="Series">The lines; up to six are told apart by colour.</param>
public sealed record LearningCurve(string Title, string XTitle, string YTitle, ImmutableArray<CurveSeries> Series);
