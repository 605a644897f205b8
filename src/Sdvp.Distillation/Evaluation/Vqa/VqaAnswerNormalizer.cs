using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace Sdvp.Distillation.Evaluation.Vqa;

/// <summary>
/// VQAv2's normalisation of answers, after <c>vqaEval.py</c>, its peculiarities included: at most 32 periods are removed, and all that no digit follows; a mark
/// vanishes if it touches a blank anywhere in the text, or the text has digit-comma-digit, else it becomes a blank; contractions that begin
/// with a capital are never found, for the text is in lower case by then. Pure functions.
/// </summary>
/// <remarks>For comparing answers of teachers and students see <see cref="Sdvp.Core.Teaching.AnswerNormalizer"/>, which has no such peculiarities.</remarks>
public static partial class VqaAnswerNormalizer
{
    private const string Marks = ";/[]\"{}()=+\\_-><@`,?!";

    // The official script passes a flag where a count is expected, and the flag's value is 32.
    private const int MostPeriods = 32;

    private static readonly FrozenDictionary<string, string> _numbers = new[] { "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten" }
        .Select((word, i) => KeyValuePair.Create(word, $"{i}")).Append(new("none", "0")).ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> _contractions = VqaContractions.Create();

    /// <summary>Normalises an answer: punctuation, then number words, articles and contractions.</summary>
    /// <param name="answer">Any text.</param>
    /// <returns>The normal form; may be empty.</returns>
    public static string Normalize(string answer) => ReplaceWords(RemovePunctuation(answer));

    /// <summary>The first half: punctuation (<c>processPunctuation</c>).</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text with fewer marks.</returns>
    public static string RemovePunctuation(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var hasThousands = DigitCommaDigit().IsMatch(text);
        var result = text;
        foreach (var mark in Marks)
        {
            if (result.Contains(mark))
            {
                var touchesBlank = text.Contains($"{mark} ", StringComparison.Ordinal) || text.Contains($" {mark}", StringComparison.Ordinal);
                result = result.Replace(mark.ToString(), touchesBlank || hasThousands ? "" : " ", StringComparison.Ordinal);
            }
        }

        return RemovePeriods(result);
    }

    /// <summary>The second half: lower case, number words up to ten as digits, no articles, contractions with their apostrophes (<c>processDigitArticle</c>).</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The words, separated by single blanks.</returns>
    public static string ReplaceWords(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = PythonText.Split(PythonText.Lower(text)).Select(w => _numbers.GetValueOrDefault(w, w)).Where(w => w is not ("a" or "an" or "the"));
        return string.Join(' ', words.Select(w => _contractions.GetValueOrDefault(w, w)));
    }

    private static string RemovePeriods(string text)
    {
        var result = new StringBuilder(text.Length);
        var removed = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '.' && removed < MostPeriods && !(Rune.TryGetRuneAt(text, Math.Min(i + 1, text.Length - 1), out var next) && i + 1 < text.Length && Rune.IsDigit(next)))
            {
                removed++;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }

    [GeneratedRegex(@"\d,\d", RegexOptions.CultureInvariant)]
    private static partial Regex DigitCommaDigit();
}
