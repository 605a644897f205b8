using System.Collections.Frozen;

namespace Sdvp.Core.Teaching.Adapters;

/// <summary>Tells the kind of English questions by their words. Thread-safe.</summary>
public static class QuestionKinds
{
    private static readonly FrozenSet<string> _auxiliaries = new[]
    {
        "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "can", "could", "will", "would", "should", "may", "isnt", "arent",
        "doesnt", "dont",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly AnswerNormalizer _words =
        new(new AnswerNormalizerOptions { RemoveArticles = false, BooleanSynonyms = false });

    /// <summary>Tells the kind of a question.</summary>
    /// <param name="question">The question.</param>
    /// <returns>
    /// <see cref="QuestionKind.Count"/> behind <c>how many</c> and <c>what number of</c>; <see cref="QuestionKind.YesNo"/> where it begins with an auxiliary
    /// verb, except that alternatives joined by <c>or</c> give <see cref="QuestionKind.Choice"/> unless the question asks what exists
    /// (<c>is there</c>, <c>are there</c>, <c>do you see</c>); otherwise <see cref="QuestionKind.Open"/>.
    /// </returns>
    public static QuestionKind Of(string question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var words = Words(question);
        if (words is ["how", "many", ..] or ["what", "number", "of", ..] or ["what", "is", "the", "number", "of", ..])
        {
            return QuestionKind.Count;
        }

        if (words.Length == 0 || !_auxiliaries.Contains(words[0]))
        {
            return QuestionKind.Open;
        }

        var asksExistence = words is [_, "there", ..] or ["do" or "can", "you", "see", ..];
        return !asksExistence && Array.IndexOf(words, "or") is > 1 and var place && place < words.Length - 1 ? QuestionKind.Choice : QuestionKind.YesNo;
    }

    /// <summary>
    /// Tells whether an answer is one of the alternatives of a <see cref="QuestionKind.Choice"/>: its words stand directly before or behind <c>or</c>,
    /// articles and prepositions aside.
    /// </summary>
    internal static bool IsAlternative(string question, string normalAnswer)
    {
        var words = Words(question);
        var answer = normalAnswer.Split(' ');
        var place = Array.IndexOf(words, "or");
        var behind = place + 1;
        while (behind < words.Length && words[behind] is "a" or "an" or "the" or "on" or "in" or "to")
        {
            behind++;
        }

        return place >= answer.Length
            && (words.AsSpan(place - answer.Length, answer.Length).SequenceEqual(answer)
                || (behind + answer.Length <= words.Length && words.AsSpan(behind, answer.Length).SequenceEqual(answer)));
    }

    private static string[] Words(string question) => _words.Normalize(question).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
