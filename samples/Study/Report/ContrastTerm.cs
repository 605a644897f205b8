namespace Sdvp.Samples.Study.Report;

/// <summary>The outcomes of one row in one column, added or subtracted.</summary>
/// <param name="Sign">1 or −1.</param>
/// <param name="Row">The row.</param>
/// <param name="Column">The column's name.</param>
internal sealed record ContrastTerm(int Sign, RowCells Row, string Column);
