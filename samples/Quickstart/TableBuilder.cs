using System.Collections.Immutable;
using Sdvp.Distillation.Evaluation;
using Sdvp.Distillation.Reporting;
using Sdvp.Samples.Scenes.Tasks;

namespace Sdvp.Samples.Quickstart;

/// <summary>Collects evaluations and makes the table of them: accuracies with bootstrap intervals, and paired changes.</summary>
internal sealed class TableBuilder
{
    private static readonly ImmutableArray<(ResultColumn Column, string Split)> Columns =
    [
        (new("taskA", "task A"), "mosaic-test"),
        (new("taskB", "task B"), "checker-test"),
        (new("taskAafterB", "A after B"), "mosaic-test"),
        (new("general", "general"), "general-test"),
        (new("unseen-where", "where"), "where-test"),
        (new("unseen-name", "name"), "name-test"),
        (new("unseen-scenes", "new scenes"), "bands-test"),
    ];

    private readonly Dictionary<(string Row, string Column), StoredEvaluation> _cells = [];
    private readonly List<string> _rows = [];

    /// <summary>The columns measured after both tasks, with their splits.</summary>
    public static IEnumerable<(string Column, string Split)> ColumnsAfterBoth => Columns.Skip(1).Select(c => (c.Column.Name, c.Split));

    public StoredEvaluation this[string row, string column] => _cells[(row, column)];

    public void Add(string row, string column, StoredEvaluation evaluation)
    {
        if (!_rows.Contains(row))
        {
            _rows.Add(row);
        }

        _cells[(row, column)] = evaluation;
    }

    public ResultTable ToTable() => new()
    {
        Columns = [.. Columns.Select(c => c.Column)],
        Rows = [.. _rows.Select(row => new ResultRow(row, Columns.ToImmutableDictionary(c => c.Column.Name, c => AnswerAccuracy.Of(_cells[(row, c.Column.Name)].Outcomes).Interval)))],
    };

    /// <summary>The paired change from <c>before</c> to a row, example by example, in points.</summary>
    public ResultTable ToChanges() => new()
    {
        Columns = [.. Columns.Select(c => c.Column)],
        Rows =
        [
            .. _rows.Skip(1).Select(row => new ResultRow(
                row + " − before",
                Columns.ToImmutableDictionary(
                    c => c.Column.Name,
                    c => AnswerAccuracy.Change(_cells[("before", c.Column.Name)].Outcomes, _cells[(row, c.Column.Name)].Outcomes)))),
        ],
    };

    /// <summary>What the question alone gives away, by column.</summary>
    public static string DescribeBaseline(SceneData data)
    {
        var fitted = new Dictionary<string, QuestionOnlyBaseline>(StringComparer.Ordinal);
        var parts = Columns.DistinctBy(c => c.Split).Select(c =>
        {
            var train = c.Split switch { "mosaic-test" => "mosaic-train", "checker-test" => "checker-train", _ => "general-train" };
            if (!fitted.TryGetValue(train, out var baseline))
            {
                baseline = QuestionOnlyBaseline.Fit(data[train]);
                fitted.Add(train, baseline);
            }

            return $"{c.Column.Heading} {100 * AnswerAccuracy.Of(baseline.Evaluate(data[c.Split])).Value:0.0}";
        });
        return $"question only: {string.Join(" · ", parts)}";
    }
}
