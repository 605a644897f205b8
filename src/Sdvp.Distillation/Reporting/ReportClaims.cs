using System.Collections.Immutable;

namespace Sdvp.Distillation.Reporting;

/// <summary>A table of claims and what the numbers say of each.</summary>
/// <param name="Title">What stands over it.</param>
/// <param name="Claims">The claims.</param>
/// <param name="Note">How to read it. Default: nothing.</param>
public sealed record ReportClaims(string Title, ImmutableArray<ReportClaim> Claims, string? Note = null) : ReportBlock;
