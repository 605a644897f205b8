using System.Collections.Immutable;

namespace Sdvp.Samples.Study.Results;

/// <summary>All that a study measured, finished or not.</summary>
/// <param name="Cells">The cells, in the order in which rows are to be printed.</param>
/// <param name="Command">The command that makes these results.</param>
/// <param name="Settings">How they were made, by name, in the order of printing: seeds, sizes, recipes.</param>
/// <param name="Seconds">Time that the whole took, all runs of an interrupted study together.</param>
internal sealed record StudyResults(ImmutableArray<StudyCell> Cells, string Command, ImmutableArray<StudySetting> Settings, double Seconds)
{
    /// <summary>The columns of what no task teaches, which the data has.</summary>
    public ImmutableArray<StudyColumn> Untaught { get; init; } = StudyColumn.Untaught;

    /// <summary>Where claims are tried, in words.</summary>
    public string World { get; init; } = "in a small world with known answers";
}
