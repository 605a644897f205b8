using Sdvp.Distillation.Evaluation;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Samples.Study.Report;

/// <summary>Means over seeds with intervals; null where no seed has all that is needed.</summary>
internal static class Aggregates
{
    /// <summary>The mean of contrasts that count alike, over the seeds that have all of them; seeds are resampled, and examples inside each seed and contrast.</summary>
    public static BootstrapDistribution? Mean(params IReadOnlyList<Contrast> contrasts)
    {
        var seeds = contrasts.Select(c => c.Seeds).Aggregate((left, right) => left.Intersect(right)).ToArray();
        return seeds.Length == 0
            ? null
            : ClusteredBootstrap.OfMean([.. seeds.Select(seed => BootstrapCluster.OfStrata(contrasts.Select(c => c.ClusterOf(seed))))]);
    }

    /// <summary>The share of steps answered right.</summary>
    public static BootstrapDistribution? Steps(RowCells row, StudyColumn column) =>
        Share(row.SeedsOf(column.Name).Select(seed => StepsOf(row, seed, column.Name)));

    /// <summary>A share of counts, seed by seed.</summary>
    public static BootstrapDistribution? Share(IEnumerable<RightCount> bySeed)
    {
        var clusters = bySeed.Where(c => c.Total > 0).Select(c => BootstrapCluster.OfCounts([(1, c.Right), (0, c.Total - c.Right)])).ToArray();
        return clusters.Length == 0 ? null : ClusteredBootstrap.OfMean(clusters);
    }

    /// <summary>The share of the teacher's advantage at the steps that a row recovered.</summary>
    public static BootstrapDistribution? Recovered(RowCells before, RowCells after, RowCells teacher, StudyColumn column)
    {
        var seeds = after.SeedsOf(column.Name).Intersect(before.SeedsOf(column.Baseline)).Intersect(teacher.SeedsOf(column.Baseline)).Order();
        RecoveredAdvantage[] trainings =
        [
            .. seeds
                .Select(seed => new RecoveredAdvantage(StepsOf(before, seed, column.Baseline), StepsOf(after, seed, column.Name), StepsOf(teacher, seed, column.Baseline)))
                .Where(t => t.Before.Total > 0 && t.After.Total > 0 && t.Teacher.Total > 0),
        ];
        return trainings.Length == 0 ? null : RecoveredAdvantage.OfMean(trainings);
    }

    /// <summary>McNemar's test of two rows over the examples of all seeds that both have.</summary>
    public static McNemarTest? McNemar(RowCells first, RowCells second, StudyColumn column)
    {
        var seeds = first.SeedsOf(column.Name).Intersect(second.SeedsOf(column.Name)).ToArray();
        return seeds.Length == 0 ? null : McNemarTest.Of(seeds.SelectMany(seed => Pairs(first[seed, column.Name], second[seed, column.Name])));
    }

    private static IEnumerable<(bool First, bool Second)> Pairs(ColumnOutcome first, ColumnOutcome second) => first.Outcomes.Length == second.Outcomes.Length
        ? first.Outcomes.Zip(second.Outcomes, (a, b) => (a == '1', b == '1'))
        : throw new InvalidDataException($"One row has {first.Outcomes.Length} examples, the other {second.Outcomes.Length}; expected are the same examples.");

    private static RightCount StepsOf(RowCells row, int seed, string column) => new(row[seed, column].StepsRight, row[seed, column].Steps);
}
