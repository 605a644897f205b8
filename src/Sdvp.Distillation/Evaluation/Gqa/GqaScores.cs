using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>GQA's official scores. Percentages are in [0, 100]; means of nothing are 0, as in the official script.</summary>
public sealed record GqaScores
{
    /// <summary>Accuracy of the balanced questions.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Accuracy of those whose structural type is not <c>query</c>.</summary>
    public required double Binary { get; init; }

    /// <summary>Accuracy of those whose structural type is <c>query</c>.</summary>
    public required double Open { get; init; }

    /// <summary>Share of answers that fit the question; 0 where no choices were given.</summary>
    public required double Validity { get; init; }

    /// <summary>Share of answers that make sense; 0 where no choices were given.</summary>
    public required double Plausibility { get; init; }

    /// <summary>Over questions answered right that entail others: the mean share of the entailed questions answered right. Null where it was not asked for.</summary>
    public double? Consistency { get; init; }

    /// <summary>Mean attention on the objects spoken of, as a percentage that can exceed 100; null where it was not asked for.</summary>
    public double? Grounding { get; init; }

    /// <summary>
    /// Mean chi-square between the answers of each group and the predicted ones, divided by 100; lower is better. Null where no balanced question has a group:
    /// the official script fails there.
    /// </summary>
    public double? Distribution { get; init; }

    /// <summary>Accuracy by structural type.</summary>
    public required ImmutableSortedDictionary<string, GqaScore> PerStructuralType { get; init; }

    /// <summary>Accuracy by semantic type.</summary>
    public required ImmutableSortedDictionary<string, GqaScore> PerSemanticType { get; init; }

    /// <summary>Accuracy by the number of steps of the program; see <see cref="GqaQuestionLength.CountSteps"/>.</summary>
    public required ImmutableSortedDictionary<int, GqaScore> PerSteps { get; init; }

    /// <summary>Accuracy by the number of words; see <see cref="GqaQuestionLength.CountWords"/>.</summary>
    public required ImmutableSortedDictionary<int, GqaScore> PerWords { get; init; }

    /// <summary>How often each answer is right in each group.</summary>
    public required ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, int>> GoldGroups { get; init; }

    /// <summary>How often each answer was predicted in each group.</summary>
    public required ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, int>> PredictedGroups { get; init; }

    /// <summary>The scores in the words of the official script.</summary>
    /// <returns>Several lines, each closed by a line feed.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        Line(text, "Binary", Binary);
        Line(text, "Open", Open);
        Line(text, "Accuracy", Accuracy);
        Line(text, "Consistency", Consistency);
        Line(text, "Validity", Validity);
        Line(text, "Plausibility", Plausibility);
        Line(text, "Grounding", Grounding);
        text.Append(CultureInfo.InvariantCulture, $"Distribution: {(Distribution is { } d ? PythonText.Fixed(d, 2) : "none")} (lower is better)\n");
        Section(text, "structural type", PerStructuralType);
        Section(text, "semantic type", PerSemanticType);
        Section(text, "steps number", PerSteps);
        Section(text, "words number", PerWords);
        return text.ToString();
    }

    private static void Line(StringBuilder text, string title, double? score)
    {
        if (score is { } value)
        {
            text.Append(CultureInfo.InvariantCulture, $"{title}: {PythonText.Fixed(value, 2)}%\n");
        }
    }

    private static void Section<TKey>(StringBuilder text, string title, ImmutableSortedDictionary<TKey, GqaScore> scores)
        where TKey : notnull
    {
        text.Append(CultureInfo.InvariantCulture, $"\nAccuracy / {title}:\n");
        foreach (var (key, score) in scores)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {key}: {PythonText.Fixed(score.Accuracy, 2)}% ({score.Count} questions)\n");
        }
    }
}
