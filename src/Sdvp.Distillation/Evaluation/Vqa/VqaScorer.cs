using System.Collections.Immutable;

namespace Sdvp.Distillation.Evaluation.Vqa;

/// <summary>
/// VQAv2's official soft accuracy, after <c>vqaEval.py</c>: the mean over the people of <c>min(1, matches among the others / 3)</c>. Pure functions.
/// </summary>
public static class VqaScorer
{
    /// <summary>Judges one prediction.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="answers">The people's answers; at least one.</param>
    /// <returns>The judgement.</returns>
    /// <exception cref="ArgumentException">There is no answer.</exception>
    public static VqaJudgement Judge(string prediction, ImmutableArray<VqaAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        if (answers.IsDefaultOrEmpty)
        {
            throw new ArgumentException("There is no answer to compare with; soft accuracy needs at least one.", nameof(answers));
        }

        var given = Flatten(prediction);
        VqaAnswer[] people = [.. answers.Select(a => a with { Answer = Flatten(a.Answer) })];
        var isNormalised = people.Select(a => a.Answer).Distinct(StringComparer.Ordinal).Count() > 1;
        if (isNormalised)
        {
            given = VqaAnswerNormalizer.Normalize(given);
            people = [.. people.Select(a => a with { Answer = VqaAnswerNormalizer.Normalize(a.Answer) })];
        }

        // "The others" are those that differ in any field: people without numbers who said the same leave each other out.
        var sum = people.Sum(person => Math.Min(1.0, people.Count(other => other != person && other.Answer == given) / 3.0));
        return new VqaJudgement(sum / people.Length, isNormalised, given, [.. people.Select(p => p.Answer)]);
    }

    /// <summary>Scores predictions.</summary>
    /// <param name="judged">Questions with the accuracy of their predictions, in [0, 1]; at least one.</param>
    /// <param name="decimals">Decimals to which percentages are rounded. Default: 2, as in the official script.</param>
    /// <returns>The scores.</returns>
    /// <exception cref="ArgumentException">There is no question.</exception>
    public static VqaScores Score(IEnumerable<(VqaExample Example, double Accuracy)> judged, int decimals = 2)
    {
        ArgumentNullException.ThrowIfNull(judged);
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        var all = judged.ToArray();
        return all.Length > 0
            ? new VqaScores(Percent(all.Select(j => j.Accuracy), decimals), By(all, e => e.QuestionType, decimals), By(all, e => e.AnswerType, decimals))
            : throw new ArgumentException("There is no question; a score needs at least one.", nameof(judged));
    }

    private static ImmutableSortedDictionary<string, double> By((VqaExample Example, double Accuracy)[] judged, Func<VqaExample, string> key, int decimals) =>
        judged.GroupBy(j => key(j.Example), StringComparer.Ordinal)
            .ToImmutableSortedDictionary(g => g.Key, g => Percent(g.Select(j => j.Accuracy), decimals), StringComparer.Ordinal);

    private static double Percent(IEnumerable<double> values, int decimals)
    {
        var (sum, count) = (0.0, 0);
        foreach (var value in values)
        {
            sum += value;
            count++;
        }

        return PythonText.Round(100 * sum / count, decimals);
    }

    private static string Flatten(string text) => PythonText.Strip(text.Replace('\n', ' ').Replace('\t', ' '));
}
