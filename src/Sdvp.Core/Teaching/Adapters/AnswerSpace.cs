using System.Collections.Frozen;
using System.Globalization;
using Sdvp.Core.Modules;

namespace Sdvp.Core.Teaching.Adapters;

/// <summary>The student's answers, found by normal form.</summary>
internal sealed class AnswerSpace
{
    private readonly FrozenDictionary<string, string> _answerByNormalForm;
    private readonly AnswerNormalizer _normalizer;

    public AnswerSpace(IEnumerable<string> answers, AnswerNormalizer normalizer)
    {
        _normalizer = normalizer;
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var answer in answers)
        {
            if (normalizer.Normalize(answer) is { Length: > 0 } normal)
            {
                map.TryAdd(normal, answer);
            }
        }

        _answerByNormalForm = map.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public int Count => _answerByNormalForm.Count;

    /// <summary>The student's own spelling of an answer; null where it has none.</summary>
    public string? Find(string answer) => _answerByNormalForm.GetValueOrDefault(_normalizer.Normalize(answer));

    public string? Find(int number) => Find(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Refuses a teacher with which fewer answers than demanded are shared.</summary>
    public void ThrowIfDisjoint(ITeacher teacher, int minimum, string parameterName)
    {
        var shared = teacher.AnswerSpace.Select(Find).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        if (shared.Length >= minimum)
        {
            return;
        }

        var teacherOnly = teacher.AnswerSpace.Where(a => Find(a) is null).Order(StringComparer.Ordinal).ToArray();
        var known = shared.ToHashSet(StringComparer.Ordinal);
        var studentOnly = _answerByNormalForm.Values.Where(a => !known.Contains(a)).Order(StringComparer.Ordinal).ToArray();
        throw new ArgumentException(
            $"The teacher knows {teacher.AnswerSpace.Count} answers and the student {Count}, but they share only {shared.Length} after normalisation; at least "
            + $"{minimum} are expected. Only the teacher knows {teacherOnly.Length}: {Examples(teacherOnly)}. Only the student knows {studentOnly.Length}: "
            + $"{Examples(studentOnly)}. Give a teacher of the same kind of answers, or a normaliser that unites their spellings.",
            parameterName);
    }

    /// <summary>The teacher's probability of yes among yes and no; null where it gave neither any probability.</summary>
    public static double? ProbabilityOfYes(AnswerDistribution distribution, AnswerNormalizer normalizer)
    {
        double yes = 0, no = 0;
        foreach (var (answer, probability) in distribution.Answers)
        {
            switch (normalizer.Normalize(answer))
            {
                case "yes":
                    yes += probability;
                    break;
                case "no":
                    no += probability;
                    break;
            }
        }

        return yes + no > 0 ? yes / (yes + no) : null;
    }

    /// <summary>Refuses a teacher that cannot say yes and no in some spelling.</summary>
    public static void ThrowIfNotBinary(ITeacher teacher, AnswerNormalizer normalizer, string parameterName)
    {
        var normal = teacher.AnswerSpace.Select(normalizer.Normalize).ToHashSet(StringComparer.Ordinal);
        if (!normal.Contains("yes") || !normal.Contains("no"))
        {
            throw new ArgumentException(
                $"The teacher must know yes and no, or true and false, but its {teacher.AnswerSpace.Count} answers are: "
                + $"{Examples([.. teacher.AnswerSpace.Order(StringComparer.Ordinal)])}.",
                parameterName);
        }
    }

    private static string Examples(string[] answers) => answers.Length switch
    {
        0 => "none",
        <= 5 => string.Join(", ", answers.Select(a => $"'{a}'")),
        _ => $"{string.Join(", ", answers.Take(5).Select(a => $"'{a}'"))} …",
    };
}
