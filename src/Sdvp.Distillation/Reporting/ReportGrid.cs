using System.Collections.Immutable;

namespace Sdvp.Distillation.Reporting;

/// <summary>A table of texts; the first cell of each row names it, the others are set to the right.</summary>
/// <param name="Title">What stands over it.</param>
/// <param name="Headings">A heading for each column.</param>
/// <param name="Rows">Rows of as many cells as there are headings.</param>
/// <param name="Note">How to read it. Default: nothing.</param>
public sealed record ReportGrid(string Title, ImmutableArray<string> Headings, ImmutableArray<ImmutableArray<string>> Rows, string? Note = null) : ReportBlock;
