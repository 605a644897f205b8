using System.Text;
using Sdvp.Core.Teaching;

namespace Sdvp.Core.Generation;

/// <summary>
/// Likeness of questions by their words: cosine of word and word-pair counts, weighted by how rare each is among the texts compared with,
/// so that "is the" says little and "to the left" much. Deterministic; no model.
/// </summary>
internal static class LexicalSimilarity
{
    private const double PairWeight = 0.7;

    /// <summary>Compares a question with texts.</summary>
    /// <param name="question">The question.</param>
    /// <param name="texts">The texts.</param>
    /// <returns>For each text a number from 0 (nothing in common) to 1 (the same words).</returns>
    public static double[] Compare(string question, IReadOnlyList<string> texts)
    {
        var counts = texts.Select(Count).ToArray();
        var frequency = counts.SelectMany(c => c.Keys).GroupBy(term => term, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var asked = Weigh(Count(question));
        return [.. counts.Select(c => Cosine(asked, Weigh(c)))];

        Dictionary<string, double> Weigh(Dictionary<string, int> terms) => terms.ToDictionary(
            term => term.Key,
            term => (term.Key.Contains(' ', StringComparison.Ordinal) ? PairWeight : 1) * term.Value
                * Math.Log(1 + ((double)texts.Count / (1 + frequency.GetValueOrDefault(term.Key)))),
            StringComparer.Ordinal);
    }

    private static double Cosine(Dictionary<string, double> left, Dictionary<string, double> right)
    {
        // Summed in order of terms, so that equal texts get equal numbers whatever order a dictionary has.
        var common = left.Where(term => right.ContainsKey(term.Key)).OrderBy(term => term.Key, StringComparer.Ordinal).Sum(term => term.Value * right[term.Key]);
        return common == 0 ? 0 : common / (Length(left) * Length(right));
    }

    private static double Length(Dictionary<string, double> terms) =>
        Math.Sqrt(terms.OrderBy(term => term.Key, StringComparer.Ordinal).Sum(term => term.Value * term.Value));

    private static Dictionary<string, int> Count(string text)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        string? before = null;
        foreach (var word in Words(text))
        {
            counts[word] = counts.GetValueOrDefault(word) + 1;
            if (before is not null)
            {
                counts[$"{before} {word}"] = counts.GetValueOrDefault($"{before} {word}") + 1;
            }

            before = word;
        }

        return counts;
    }

    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var character in text.Append(' '))
        {
            if (char.IsLetterOrDigit(character))
            {
                word.Append(char.ToLowerInvariant(character));
            }
            else if (word.Length > 0)
            {
                yield return EnglishNouns.Singularize(word.ToString());
                word.Clear();
            }
        }
    }
}
