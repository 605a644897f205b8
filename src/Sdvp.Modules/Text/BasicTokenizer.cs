using System.Globalization;
using System.Text;
using Sdvp.Modules.Text.Unicode;

namespace Sdvp.Modules.Text;

/// <summary>The rules by which BERT's and CLIP's tokenizers make words of a text: control characters go, white space becomes one, CJK characters stand alone.</summary>
internal sealed class BasicTokenizer
{
    private const char Replacement = '\uFFFD';

    /// <summary>Whether words are put into lower case.</summary>
    public bool LowerCases { get; init; } = true;

    /// <summary>Whether accents go; null for: where words are put into lower case.</summary>
    public bool? StripsAccents { get; init; }

    /// <summary>Whether CJK characters become words.</summary>
    public bool SplitsChinese { get; init; } = true;

    /// <summary>Whether punctuation characters become words.</summary>
    public bool SplitsPunctuation { get; init; } = true;

    /// <summary>Words that stay as they are.</summary>
    public IReadOnlySet<string> NeverSplit { get; init; } = new HashSet<string>();

    /// <summary>Makes words of a text.</summary>
    public List<string> Split(string text)
    {
        var words = new List<string>();
        foreach (var word in PythonText.Split(CanonicalForms.Compose(Clean(text))))
        {
            if (NeverSplit.Contains(word))
            {
                words.Add(word);
                continue;
            }

            var lower = LowerCases ? PythonText.Lower(word) : word;
            var plain = StripsAccents ?? LowerCases ? StripAccents(lower) : lower;
            if (SplitsPunctuation && !NeverSplit.Contains(plain))
            {
                AddParts(plain, words);
            }
            else if (plain.Length > 0)
            {
                words.Add(plain);
            }
        }

        // Case and accents may have left white space behind.
        return words.Exists(word => word.AsSpan().IndexOfAny(" \u2028\u2029") >= 0) ? PythonText.Split(string.Join(' ', words)) : words;
    }

    /// <summary>ASCII that is neither letter, digit nor control, and what Unicode calls punctuation.</summary>
    public static bool IsPunctuation(int value, UnicodeCategory category) =>
        value is (>= 33 and <= 47) or (>= 58 and <= 64) or (>= 91 and <= 96) or (>= 123 and <= 126)
        || category is UnicodeCategory.ConnectorPunctuation or UnicodeCategory.DashPunctuation or UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation
            or UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.OtherPunctuation;

    private string Clean(string text)
    {
        var result = new StringBuilder(text.Length + 8);
        for (var index = 0; index < text.Length;)
        {
            var category = PythonText.CategoryAt(text, index, out var length);
            var piece = text.AsSpan(index, length);
            index += length;
            if (piece[0] is '\t' or '\n' or '\r' || category == UnicodeCategory.SpaceSeparator)
            {
                result.Append(' ');
            }
            else if (piece[0] == Replacement || IsControl(category))
            {
                continue;
            }
            else if (SplitsChinese && IsChinese(length == 2 ? char.ConvertToUtf32(piece[0], piece[1]) : piece[0]))
            {
                result.Append(' ').Append(piece).Append(' ');
            }
            else
            {
                result.Append(piece);
            }
        }

        return result.ToString();
    }

    private static bool IsControl(UnicodeCategory category) => category is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    /// <summary>The blocks of CJK ideographs that BERT names; kana and Hangul are written with spaces or as words.</summary>
    private static bool IsChinese(int value) => value is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF)
        or (>= 0x2A700 and <= 0x2B73F) or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B820 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);

    private static string StripAccents(string word)
    {
        var apart = CanonicalForms.Decompose(word);
        if (apart.AsSpan().IndexOfAnyExceptInRange('\0', '\u02FF') < 0)
        {
            return apart;
        }

        var result = new StringBuilder(apart.Length);
        for (var index = 0; index < apart.Length;)
        {
            if (PythonText.CategoryAt(apart, index, out var length) != UnicodeCategory.NonSpacingMark)
            {
                result.Append(apart, index, length);
            }

            index += length;
        }

        return result.ToString();
    }

    private static void AddParts(string word, List<string> words)
    {
        var start = 0;
        for (var index = 0; index < word.Length;)
        {
            var category = PythonText.CategoryAt(word, index, out var length);
            var value = length == 2 ? char.ConvertToUtf32(word[index], word[index + 1]) : word[index];
            if (IsPunctuation(value, category))
            {
                if (index > start)
                {
                    words.Add(word[start..index]);
                }

                words.Add(word.Substring(index, length));
                start = index + length;
            }

            index += length;
        }

        if (start < word.Length)
        {
            words.Add(word[start..]);
        }
    }
}
