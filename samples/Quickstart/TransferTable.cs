using System.Collections.Immutable;
using Sdvp.Distillation.Evaluation;
using Sdvp.Distillation.Reporting;

namespace Sdvp.Samples.Quickstart;

/// <summary>Modules that were distilled on one framework's programs, used by the programs of both.</summary>
internal sealed class TransferTable
{
    private static readonly ImmutableArray<ResultColumn> Columns =
    [
        new("visprog-taskA", "VisProg: A"),
        new("visprog-taskB", "VisProg: B"),
        new("viper-taskA", "Viper: A"),
        new("viper-taskB", "Viper: B"),
    ];

    private readonly Dictionary<string, Dictionary<string, StoredEvaluation>> _rows = new(StringComparer.Ordinal);

    public void Add(string row, string framework, string task, StoredEvaluation evaluation)
    {
        if (!_rows.TryGetValue(row, out var cells))
        {
            _rows.Add(row, cells = new(StringComparer.Ordinal));
        }

        cells[$"{framework}-{task}"] = evaluation;
    }

    public ResultTable ToTable() => new()
    {
        Columns = Columns,
        Rows = [.. _rows.Select(r => new ResultRow(r.Key, r.Value.ToImmutableDictionary(c => c.Key, c => AnswerAccuracy.Of(c.Value.Outcomes).Interval)))],
    };

    /// <summary>The paired change from the modules before, example by example, in points.</summary>
    public ResultTable ToChanges() => new()
    {
        Columns = Columns,
        Rows =
        [
            .. _rows.Skip(1).Select(r => new ResultRow(
                r.Key + " − before",
                r.Value.ToImmutableDictionary(c => c.Key, c => AnswerAccuracy.Change(_rows["before"][c.Key].Outcomes, c.Value.Outcomes)))),
        ],
    };
}
