namespace Sdvp.Distillation.Reporting;

/// <summary>A table of results.</summary>
/// <param name="Title">What stands over it.</param>
/// <param name="Table">The table.</param>
/// <param name="Note">How to read it. Default: nothing.</param>
/// <param name="IsCompact">Whether each row takes one line, without drawings in its cells. Default: false.</param>
public sealed record ReportResults(string Title, ResultTable Table, string? Note = null, bool IsCompact = false) : ReportBlock;
