using System.Collections.Immutable;

namespace Sdvp.Distillation.Reporting;

/// <summary>A part of a report under a heading of its own.</summary>
/// <param name="Id">Its name in links: letters, digits and hyphens; distinct in a report.</param>
/// <param name="Title">The heading.</param>
/// <param name="Blocks">What stands under it, from top to bottom.</param>
public sealed record ReportSection(string Id, string Title, ImmutableArray<ReportBlock> Blocks);
