using System.Globalization;
using Sdvp.Modules.Text.Unicode;

namespace Sdvp.Modules.Text;

/// <summary>
/// Cuts a text into the words that CLIP's byte-pair encoding works on: its two frame tokens, English contractions, runs of letters, single digits, runs of anything else. Case
/// does not matter.
/// </summary>
internal static class ClipWords
{
    // In the order in which they are tried.
    private static readonly string[] s_fixed = ["<|startoftext|>", "<|endoftext|>", "'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

    public static List<string> Split(string text)
    {
        var words = new List<string>();
        for (var index = 0; index < text.Length;)
        {
            var length = Length(text, index);
            if (length > 0)
            {
                words.Add(text.Substring(index, length));
            }

            index += Math.Max(length, 1);
        }

        return words;
    }

    private static int Length(string text, int index)
    {
        if (Array.Find(s_fixed, word => StartsWith(text, index, word)) is { } found)
        {
            return found.Length;
        }

        var kind = KindAt(text, index, out var length);
        if (kind is Kind.Space or Kind.Number)
        {
            return kind == Kind.Space ? 0 : length;
        }

        var end = index + length;
        while (end < text.Length && KindAt(text, end, out length) == kind)
        {
            end += length;
        }

        return end - index;
    }

    private static Kind KindAt(string text, int index, out int length)
    {
        var category = PythonText.CategoryAt(text, index, out length);
        return PythonText.IsSpace(text[index]) ? Kind.Space
            : category is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter ? Kind.Letter
            : category is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber ? Kind.Number
            : Kind.Other;
    }

    private static bool StartsWith(string text, int index, string word)
    {
        if (index + word.Length > text.Length)
        {
            return false;
        }

        for (var offset = 0; offset < word.Length; offset++)
        {
            // ſ is another lower-case s.
            var character = text[index + offset] == 'ſ' ? 's' : char.ToLowerInvariant(text[index + offset]);
            if (character != word[offset])
            {
                return false;
            }
        }

        return true;
    }

    private enum Kind
    {
        Space,
        Letter,
        Number,
        Other,
    }
}
