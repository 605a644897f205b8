using System.Collections.Immutable;

namespace Sdvp.Distillation.Reporting;

/// <summary>A drawing of bars from zero, each with its interval.</summary>
/// <param name="Title">What stands over it.</param>
/// <param name="Bars">The bars, from top to bottom: shares or differences of shares, drawn in percent.</param>
/// <param name="Note">How to read it. Default: nothing.</param>
public sealed record ReportBars(string Title, ImmutableArray<ReportBar> Bars, string? Note = null) : ReportBlock;
