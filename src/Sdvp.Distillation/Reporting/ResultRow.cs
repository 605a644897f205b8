using System.Collections.Immutable;
using Sdvp.Distillation.Evaluation;

namespace Sdvp.Distillation.Reporting;

/// <summary>A row of a result table.</summary>
/// <param name="Name">Its name in data, such as <c>before</c>.</param>
/// <param name="Cells">Shares in [0, 1] with their intervals, by column name; a column that is not listed stays empty.</param>
/// <param name="Title">Its heading. Default: the name.</param>
public sealed record ResultRow(string Name, ImmutableDictionary<string, BootstrapInterval> Cells, string? Title = null)
{
    /// <summary>What stands before the row.</summary>
    public string Heading => Title ?? Name;
}
