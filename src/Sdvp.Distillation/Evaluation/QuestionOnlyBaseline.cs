using System.Collections.Frozen;
using Sdvp.Core.Teaching;

namespace Sdvp.Distillation.Evaluation;

/// <summary>
/// Answers from the question alone, without the image: the most frequent training answer of the same question, else of the same pattern (rare words replaced),
/// else of the longest shared prefix, else of all. What it reaches is what a data set gives away; every result should stand next to it.
/// Immutable and thread-safe.
/// </summary>
public sealed class QuestionOnlyBaseline
{
    private readonly QuestionOnlyBaselineOptions _options;
    private readonly FrozenSet<string> _frequentWords;
    private readonly FrozenDictionary<string, string> _answerByKey;
    private readonly string _overall;

    private QuestionOnlyBaseline(QuestionOnlyBaselineOptions options, List<(string Question, string Answer)> training)
    {
        _options = options;
        var words = training.Select(t => Words(t.Question)).ToArray();
        var least = options.RareWordShare * training.Count;
        _frequentWords = words.SelectMany(w => w.Distinct(StringComparer.Ordinal)).CountBy(w => w, StringComparer.Ordinal)
            .Where(w => w.Value >= least).Select(w => w.Key).ToFrozenSet(StringComparer.Ordinal);
        _overall = Majority(training.Select(t => t.Answer));
        _answerByKey = training.SelectMany((t, i) => Keys(words[i]).Select(key => (Key: key, t.Answer)))
            .GroupBy(t => t.Key, t => t.Answer, StringComparer.Ordinal)
            .Where(g => g.Count() >= options.MinSupport)
            .ToFrozenDictionary(g => g.Key, Majority, StringComparer.Ordinal);
    }

    /// <summary>Learns from questions and answers.</summary>
    /// <param name="training">Questions with their answers; at least one.</param>
    /// <param name="options">How it generalises. Default: <see cref="QuestionOnlyBaselineOptions"/> as they are.</param>
    /// <returns>The baseline.</returns>
    /// <exception cref="ArgumentException">There is no question.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    public static QuestionOnlyBaseline Fit(IEnumerable<(string Question, string Answer)> training, QuestionOnlyBaselineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(training);
        options ??= new QuestionOnlyBaselineOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MinSupport, 1, nameof(options.MinSupport));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.LongestPrefix, 1, nameof(options.LongestPrefix));
        var list = training.Select(t => (t.Question, options.Normalizer.Normalize(t.Answer))).ToList();
        return list.Count > 0 ? new QuestionOnlyBaseline(options, list) : throw new ArgumentException("There is no question to learn from.", nameof(training));
    }

    /// <summary>Learns from the examples of a task whose answers are known.</summary>
    /// <param name="training">The examples.</param>
    /// <param name="options">How it generalises. Default: <see cref="QuestionOnlyBaselineOptions"/> as they are.</param>
    /// <returns>The baseline.</returns>
    /// <exception cref="ArgumentException">No example has an answer.</exception>
    public static QuestionOnlyBaseline Fit(IEnumerable<TaskExample> training, QuestionOnlyBaselineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(training);
        return Fit(training.Where(e => e.Answer is not null).Select(e => (e.Question, e.Answer!)), options);
    }

    /// <summary>Answers a question.</summary>
    /// <param name="question">The question.</param>
    /// <returns>The answer, in normal form.</returns>
    public string Predict(string question)
    {
        ArgumentNullException.ThrowIfNull(question);
        foreach (var key in Keys(Words(question)))
        {
            if (_answerByKey.TryGetValue(key, out var answer))
            {
                return answer;
            }
        }

        return _overall;
    }

    /// <summary>Answers the questions of examples whose answers are known.</summary>
    /// <param name="test">The examples.</param>
    /// <returns>The outcomes; <see cref="AnswerAccuracy"/> sums them up.</returns>
    public IReadOnlyList<ExampleOutcome> Evaluate(IEnumerable<TaskExample> test)
    {
        ArgumentNullException.ThrowIfNull(test);
        return [.. test.Where(e => e.Answer is not null).Select(e =>
        {
            var given = Predict(e.Question);
            return new ExampleOutcome
            {
                Id = e.Id,
                Family = e.Family,
                Expected = e.Answer!,
                Given = given,
                IsCorrect = _options.Normalizer.AreEqual(given, e.Answer!),
            };
        })];
    }

    private static string Majority(IEnumerable<string> answers) =>
        answers.CountBy(a => a, StringComparer.Ordinal).OrderByDescending(a => a.Value).ThenBy(a => a.Key, StringComparer.Ordinal).First().Key;

    private string[] Words(string question) => _options.Normalizer.Normalize(question).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    // From the most to the least special; the first character keeps the kinds apart.
    private IEnumerable<string> Keys(string[] words)
    {
        yield return $"={string.Join(' ', words)}";
        yield return $"~{string.Join(' ', words.Select(w => _frequentWords.Contains(w) ? w : "*"))}";
        for (var length = Math.Min(_options.LongestPrefix, words.Length); length > 0; length--)
        {
            yield return $"^{string.Join(' ', words[..length])}";
        }
    }
}
