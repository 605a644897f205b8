using System.Collections.Immutable;

namespace Sdvp.Distillation.Evaluation;

/// <summary>Share of examples answered right, by exact match of normalised answers. Failed runs count as wrong.</summary>
/// <param name="Correct">Examples answered right.</param>
/// <param name="Total">All examples; at least 1.</param>
/// <param name="Interval">The share with its bootstrap interval, in [0, 1].</param>
public sealed record AnswerAccuracy(int Correct, int Total, BootstrapInterval Interval)
{
    /// <summary>The share answered right, in [0, 1].</summary>
    public double Value => (double)Correct / Total;

    /// <summary>Computes the accuracy.</summary>
    /// <param name="outcomes">The outcomes; at least one.</param>
    /// <param name="options">Of the interval. Default: <see cref="BootstrapOptions"/> as they are.</param>
    /// <returns>The accuracy.</returns>
    /// <exception cref="ArgumentException">There is no outcome.</exception>
    public static AnswerAccuracy Of(IEnumerable<ExampleOutcome> outcomes, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        var values = Scores(outcomes);
        return new AnswerAccuracy((int)values.Sum(), values.Length, BootstrapInterval.OfMean(values, options));
    }

    /// <summary>Computes the accuracy of each family.</summary>
    /// <param name="outcomes">The outcomes. Those of no known family stand under <c>other</c>.</param>
    /// <param name="options">Of the intervals. Default: <see cref="BootstrapOptions"/> as they are.</param>
    /// <returns>The accuracies by family, in alphabetical order.</returns>
    public static ImmutableSortedDictionary<string, AnswerAccuracy> ByFamily(IEnumerable<ExampleOutcome> outcomes, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        return outcomes.GroupBy(o => o.Family ?? "other", StringComparer.Ordinal)
            .ToImmutableSortedDictionary(g => g.Key, g => Of(g, options), StringComparer.Ordinal);
    }

    /// <summary>Computes the change of accuracy between two evaluations of the same examples.</summary>
    /// <param name="before">The outcomes before.</param>
    /// <param name="after">The outcomes after; of the same examples, in any order.</param>
    /// <param name="options">Of the interval. Default: <see cref="BootstrapOptions"/> as they are.</param>
    /// <returns>The mean change with its paired bootstrap interval, in [−1, 1].</returns>
    /// <exception cref="ArgumentException">The examples differ, or there is none.</exception>
    public static BootstrapInterval Change(IEnumerable<ExampleOutcome> before, IEnumerable<ExampleOutcome> after, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var first = before.OrderBy(o => o.Id, StringComparer.Ordinal).ToArray();
        var second = after.OrderBy(o => o.Id, StringComparer.Ordinal).ToArray();
        if (!first.Select(o => o.Id).SequenceEqual(second.Select(o => o.Id), StringComparer.Ordinal))
        {
            throw new ArgumentException($"Pairs are needed, but the {first.Length} examples before and the {second.Length} after are not the same.", nameof(after));
        }

        return BootstrapInterval.OfPairedDifference(Scores(first), Scores(second), options);
    }

    private static double[] Scores(IEnumerable<ExampleOutcome> outcomes) => [.. outcomes.Select(o => o.IsCorrect ? 1.0 : 0.0)];
}
