using System.Collections.Immutable;

namespace Sdvp.Samples.Study.Results;

/// <summary>One row of the study under one seed, measured on the test splits; kept as one JSON file. Framework, seed, section, row and setting name it.</summary>
/// <param name="Framework">Whose programs were run: <c>visprog</c> or <c>viper</c>.</param>
/// <param name="Seed">Seed of data and training.</param>
/// <param name="Section">Where it belongs: one of <see cref="Sections"/>.</param>
/// <param name="Row">The method, one of <see cref="Rows"/> or a strategy's name. In sections with a number it names the line to which the number belongs, such as <c>best</c> or <c>no filter</c>.</param>
/// <param name="Setting">The number that the section varies: share of the data, weight λ, temperature, share of wrong teacher answers, strength of a strategy. Default: none.</param>
/// <param name="Columns">Outcomes by column: <see cref="StudyColumn"/>. Columns that were not measured are absent.</param>
/// <param name="Labels">What the labels are worth, by task: <c>taskA</c>, <c>taskB</c>. Rows that are not trained from labels have none.</param>
/// <param name="TrainingSeconds">Time spent in training; 0 for rows that are only measured.</param>
internal sealed record StudyCell(
    string Framework,
    int Seed,
    string Section,
    string Row,
    double? Setting,
    ImmutableDictionary<string, ColumnOutcome> Columns,
    ImmutableDictionary<string, LabelCounts> Labels,
    double TrainingSeconds);
