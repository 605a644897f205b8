namespace Sdvp.Distillation.Evaluation;

/// <summary>
/// McNemar's paired test (1947): whether two systems that judged the same examples differ. Only examples count that one has right and the other wrong.
/// <para>
/// With at most <see cref="ExactUpTo"/> of them the p value is exact: two-sided binomial with probability 1/2. With more it is that of
/// chi-square with one degree of freedom and Edwards' continuity correction: <c>(max(0, |b − c| − 1))² / (b + c)</c>.
/// </para>
/// </summary>
/// <param name="FirstOnly">b: examples that only the first has right.</param>
/// <param name="SecondOnly">c: examples that only the second has right.</param>
/// <param name="Both">Examples that both have right.</param>
/// <param name="Neither">Examples that neither has right.</param>
/// <param name="PValue">The probability of a difference as large or larger between equal systems, in [0, 1]; 1 where no example counts.</param>
/// <param name="IsExact">Whether the p value is exact.</param>
public sealed record McNemarTest(int FirstOnly, int SecondOnly, int Both, int Neither, double PValue, bool IsExact)
{
    /// <summary>The largest number of examples for which the exact test is used by default.</summary>
    public const int ExactUpTo = 1000;

    /// <summary>The statistic of the corrected chi-square test; 0 where no example counts.</summary>
    public double ChiSquare => FirstOnly + SecondOnly == 0 ? 0 : Math.Pow(Math.Max(0, Math.Abs(FirstOnly - SecondOnly) - 1), 2) / (FirstOnly + SecondOnly);

    /// <summary>Tests two evaluations of the same examples.</summary>
    /// <param name="first">The outcomes of the first system.</param>
    /// <param name="second">The outcomes of the second; of the same examples, in any order.</param>
    /// <param name="exactUpTo">The largest number of examples that count for which the exact test is used, 0 to 1000. Default: <see cref="ExactUpTo"/>.</param>
    /// <returns>The test.</returns>
    /// <exception cref="ArgumentException">The examples differ, or one stands twice.</exception>
    public static McNemarTest Of(IEnumerable<ExampleOutcome> first, IEnumerable<ExampleOutcome> second, int exactUpTo = ExactUpTo)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var left = first.ToDictionary(o => o.Id, o => o.IsCorrect, StringComparer.Ordinal);
        var right = second.ToDictionary(o => o.Id, o => o.IsCorrect, StringComparer.Ordinal);
        if (left.Count != right.Count || left.Keys.FirstOrDefault(id => !right.ContainsKey(id)) is not null)
        {
            throw new ArgumentException($"Pairs are needed, but the {left.Count} examples of the first and the {right.Count} of the second are not the same.", nameof(second));
        }

        return Of(left.Select(o => (o.Value, right[o.Key])), exactUpTo);
    }

    /// <summary>Tests pairs of judgements.</summary>
    /// <param name="pairs">For each example whether the first and the second have it right.</param>
    /// <param name="exactUpTo">The largest number of examples that count for which the exact test is used, 0 to 1000. Default: <see cref="ExactUpTo"/>.</param>
    /// <returns>The test.</returns>
    public static McNemarTest Of(IEnumerable<(bool First, bool Second)> pairs, int exactUpTo = ExactUpTo)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentOutOfRangeException.ThrowIfNegative(exactUpTo);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(exactUpTo, ExactUpTo);
        var (b, c, both, neither) = (0, 0, 0, 0);
        foreach (var (first, second) in pairs)
        {
            _ = (first, second) switch
            {
                (true, false) => b++,
                (false, true) => c++,
                (true, true) => both++,
                _ => neither++,
            };
        }

        var isExact = b + c <= exactUpTo;
        var test = new McNemarTest(b, c, both, neither, 1, isExact);
        return test with { PValue = isExact ? Exact(Math.Min(b, c), b + c) : ChiSquareTail(test.ChiSquare) };
    }

    // 2 · P(X ≤ least) for X ~ Binomial(count, 1/2), at most 1. With 1000 trials the smallest term is about 1e-301: none underflows.
    private static double Exact(int least, int count)
    {
        var term = Math.Pow(0.5, count);
        var sum = term;
        for (var i = 1; i <= least; i++)
        {
            term *= (double)(count - i + 1) / i;
            sum += term;
        }

        return Math.Min(1, 2 * sum);
    }

    private static double ChiSquareTail(double statistic) => ErrorFunction.Complement(Math.Sqrt(statistic / 2));
}
