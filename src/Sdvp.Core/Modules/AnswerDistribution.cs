using System.Collections.Immutable;

namespace Sdvp.Core.Modules;

/// <summary>Answers with their probabilities, most probable first; ties in the order given.</summary>
public sealed class AnswerDistribution
{
    /// <summary>Initialises a distribution.</summary>
    /// <param name="answers">Answers and probabilities in any order. Probabilities are finite, not negative and sum to at most 1 (plus rounding); what is missing to 1 lies on answers that are not listed.</param>
    /// <exception cref="ArgumentException">No answer is given, an answer stands twice, or a probability is out of range.</exception>
    public AnswerDistribution(IEnumerable<KeyValuePair<string, double>> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        Answers = [.. answers.OrderByDescending(a => a.Value)];
        if (Answers.IsEmpty)
        {
            throw new ArgumentException("A distribution needs at least one answer.", nameof(answers));
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var sum = 0.0;
        foreach (var (answer, probability) in Answers)
        {
            if (!seen.Add(answer))
            {
                throw new ArgumentException($"The answer '{answer}' stands twice.", nameof(answers));
            }

            if (!(probability >= 0) || double.IsInfinity(probability))
            {
                throw new ArgumentException($"The probability of '{answer}' is {probability}; expected is a number from 0 to 1.", nameof(answers));
            }

            sum += probability;
        }

        if (sum > 1.001)
        {
            throw new ArgumentException($"The probabilities sum to {sum}; expected is at most 1.", nameof(answers));
        }
    }

    /// <summary>Answers and probabilities, most probable first.</summary>
    public ImmutableArray<KeyValuePair<string, double>> Answers { get; }

    /// <summary>The most probable answer.</summary>
    public string Top => Answers[0].Key;

    /// <summary>Probability of <see cref="Top"/>.</summary>
    public double Confidence => Answers[0].Value;

    /// <summary>All probability on one answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <returns>The distribution.</returns>
    public static AnswerDistribution Certain(string answer) => new([new(answer, 1.0)]);

    /// <summary>The probability of an answer; 0 where it is not listed.</summary>
    /// <param name="answer">The answer, compared by ordinal.</param>
    /// <returns>The probability.</returns>
    public double ProbabilityOf(string answer)
    {
        foreach (var (key, value) in Answers)
        {
            if (string.Equals(key, answer, StringComparison.Ordinal))
            {
                return value;
            }
        }

        return 0;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Answers.Take(3).Select(a => $"{a.Key} {a.Value:0.00}"));
}
