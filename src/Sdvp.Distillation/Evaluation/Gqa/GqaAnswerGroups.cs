using System.Collections.Immutable;

namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>How often each answer was given in each group of questions.</summary>
internal sealed class GqaAnswerGroups
{
    private readonly Dictionary<string, Dictionary<string, int>> _groups = new(StringComparer.Ordinal);

    public void Add(string group, string answer)
    {
        if (!_groups.TryGetValue(group, out var answers))
        {
            _groups[group] = answers = new Dictionary<string, int>(StringComparer.Ordinal);
        }

        answers[answer] = answers.GetValueOrDefault(answer) + 1;
    }

    /// <summary>The mean chi-square of all groups, weighted by their questions; null where there is no group.</summary>
    public double? ChiSquare(GqaAnswerGroups predicted)
    {
        var (sum, all) = (0.0, 0);
        foreach (var (group, answers) in _groups)
        {
            var (score, count) = (0.0, 0);
            foreach (var (answer, expected) in answers)
            {
                var observed = predicted._groups[group].GetValueOrDefault(answer);
                score += Math.Pow(observed - expected, 2) / expected;
                count += expected;
            }

            sum += score * count;
            all += count;
        }

        return all == 0 ? null : sum / all;
    }

    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, int>> ToImmutable() => _groups.ToImmutableSortedDictionary(
        g => g.Key, g => g.Value.ToImmutableSortedDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
}
