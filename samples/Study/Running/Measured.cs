using System.Collections.Immutable;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Samples.Study.Running;

/// <summary>What came of one lesson, or of one row that learns nothing; kept as a file.</summary>
/// <param name="What">What was measured, in words.</param>
/// <param name="Columns">Outcomes by column.</param>
/// <param name="Transfer">Outcomes of the other framework's programs with the same modules, by column; empty where they were not run.</param>
/// <param name="Labels">What the labels are worth, by task.</param>
/// <param name="TrainingSeconds">Time spent in training.</param>
internal sealed record Measured(
    string What,
    ImmutableDictionary<string, ColumnOutcome> Columns,
    ImmutableDictionary<string, ColumnOutcome> Transfer,
    ImmutableDictionary<string, LabelCounts> Labels,
    double TrainingSeconds);
