using System.Globalization;
using System.Text;
using Sdvp.Core.Values;

namespace Sdvp.Core.Teaching;

/// <summary>
/// Brings answers into one spelling, so that those of teachers, students and data sets can be compared: lower case; punctuation,
/// articles and surplus white space dropped; number words as digits; synonyms of yes and no united. Normalising twice changes nothing more.
/// The rules follow those of the VQA evaluation, without its list of contractions. Immutable and thread-safe.
/// </summary>
public sealed class AnswerNormalizer
{
    private readonly AnswerNormalizerOptions _options;

    /// <summary>Initialises a normaliser.</summary>
    /// <param name="options">What counts as the same. Default: <see cref="AnswerNormalizerOptions"/> as they are.</param>
    public AnswerNormalizer(AnswerNormalizerOptions? options = null) => _options = options ?? new AnswerNormalizerOptions();

    /// <summary>The normaliser with default options.</summary>
    public static AnswerNormalizer Default { get; } = new();

    /// <summary>Writes a program's result as an answer.</summary>
    /// <param name="value">The result.</param>
    /// <returns>
    /// <c>yes</c> or <c>no</c> for truth values, digits for integers and for numbers without a fraction, the text itself for texts, the items
    /// separated by commas for lists, <c>none</c> for the absence of a value, a description for images and regions.
    /// </returns>
    public static string ToText(ProgramValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value switch
        {
            BooleanValue boolean => boolean.Value ? "yes" : "no",
            TextValue text => text.Text,
            NumberValue { Value: var number } when number == Math.Floor(number) && Math.Abs(number) < 1e15 =>
                ((long)number).ToString(CultureInfo.InvariantCulture),
            ListValue list => string.Join(", ", list.Items.Select(ToText)),
            NoneValue => "none",
            _ => value.ToString() ?? "",
        };
    }

    /// <summary>Normalises an answer.</summary>
    /// <param name="answer">Any text.</param>
    /// <returns>The normal form; empty where the text has neither letters nor digits.</returns>
    public string Normalize(string answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var words = StripPunctuation(answer).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (_options.Singular)
        {
            words = words.ConvertAll(EnglishNouns.Singularize);
        }

        if (_options.RemoveArticles && words.Exists(w => !IsArticle(w)))
        {
            words.RemoveAll(IsArticle);
        }

        if (_options.NumberWordsToDigits)
        {
            words = EnglishNumbers.ToDigits(words);
        }

        var text = string.Join(' ', words);
        return _options.BooleanSynonyms ? UniteBooleans(text) : text;
    }

    /// <summary>Whether two answers have the same normal form, which must not be empty.</summary>
    /// <param name="left">An answer.</param>
    /// <param name="right">Another.</param>
    /// <returns>True where they are the same answer.</returns>
    public bool AreEqual(string left, string right)
    {
        var normal = Normalize(left);
        return normal.Length > 0 && string.Equals(normal, Normalize(right), StringComparison.Ordinal);
    }

    private static bool IsArticle(string word) => word is "a" or "an" or "the";

    private static string UniteBooleans(string text) => text switch
    {
        "true" or "yeah" or "yep" => "yes",
        "false" or "nope" => "no",
        _ => text,
    };

    // Kept are letters, digits, a point between digits and a minus sign before a number. Apostrophes and thousands separators vanish,
    // anything else parts words.
    private static string StripPunctuation(string answer)
    {
        var text = new StringBuilder(answer.Length);
        for (var i = 0; i < answer.Length; i++)
        {
            if (!Rune.TryGetRuneAt(answer, i, out var rune))
            {
                text.Append(' ');
                continue;
            }

            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
            {
                text.Append(Rune.ToLowerInvariant(rune).ToString());
                i += rune.Utf16SequenceLength - 1;
                continue;
            }

            var digitAfter = i + 1 < answer.Length && char.IsAsciiDigit(answer[i + 1]);
            var digitBefore = i > 0 && char.IsAsciiDigit(answer[i - 1]);
            switch (answer[i])
            {
                case '\'' or '’':
                case ',' when digitBefore && digitAfter:
                    break;
                case '.' when digitBefore && digitAfter:
                case '-' when digitAfter && (i == 0 || char.IsWhiteSpace(answer[i - 1])):
                    text.Append(answer[i]);
                    break;
                default:
                    text.Append(' ');
                    break;
            }
        }

        return text.ToString();
    }
}
