using System.Collections.Immutable;
using Sdvp.Distillation.Evaluation;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Samples.Study.Report;

/// <summary>A sum and difference of outcomes, example by example: all terms are measured on the same examples under the same seed.</summary>
internal sealed record Contrast(ImmutableArray<ContrastTerm> Terms)
{
    /// <summary>A row's own accuracy.</summary>
    public static Contrast Accuracy(RowCells row, StudyColumn column) => new([new(1, row, column.Name)]);

    /// <summary>One row against another in the same column.</summary>
    public static Contrast Between(RowCells row, RowCells reference, StudyColumn column) => new([new(1, row, column.Name), new(-1, reference, column.Name)]);

    /// <summary>A row against the row before training, on the same examples.</summary>
    public static Contrast Change(RowCells row, RowCells before, StudyColumn column) => new([new(1, row, column.Name), new(-1, before, column.Baseline)]);

    /// <summary>What training on B made of a row's accuracy on A.</summary>
    public static Contrast KeptA(RowCells row) => new([new(1, row, StudyColumn.TaskAAfterB.Name), new(-1, row, StudyColumn.TaskA.Name)]);

    /// <summary>This less another.</summary>
    public Contrast Less(Contrast other) => new([.. Terms, .. other.Terms.Select(t => t with { Sign = -t.Sign })]);

    /// <summary>The seeds under which all terms were measured.</summary>
    public IEnumerable<int> Seeds => Terms.Select(t => t.Row.SeedsOf(t.Column)).Aggregate((left, right) => left.Intersect(right)).Order();

    /// <summary>The values of one seed's examples.</summary>
    public BootstrapCluster ClusterOf(int seed)
    {
        var outcomes = Terms.Select(t => (t.Sign, t.Row[seed, t.Column].Outcomes)).ToArray();
        var length = outcomes[0].Outcomes.Length;
        if (outcomes.FirstOrDefault(o => o.Outcomes.Length != length).Outcomes is { } odd)
        {
            throw new InvalidDataException($"{Describe(seed)}: one has {length} examples, another {odd.Length}; expected are the same examples.");
        }

        return BootstrapCluster.Of(Enumerable.Range(0, length).Select(i => (double)outcomes.Sum(o => o.Sign * Value(o.Outcomes[i], seed))));
    }

    private int Value(char outcome, int seed) => outcome switch
    {
        '1' => 1,
        '0' => 0,
        _ => throw new InvalidDataException($"{Describe(seed)}: an outcome is '{outcome}'; expected is 1 or 0."),
    };

    private string Describe(int seed) => $"Seed {seed}, {string.Join(" and ", Terms.Select(t => $"{t.Row.Key.Section}/{t.Row.Key.Row}/{t.Column}"))}";
}
