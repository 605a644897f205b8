using System.Globalization;
using System.Text;

namespace Sdvp.Modules.Text.Unicode;

/// <summary>What Python's <c>str</c> does, where .NET's <see cref="string"/> differs: tokenizers were defined by it.</summary>
internal static class PythonText
{
    private const int DottedCapitalI = 0x130;
    private const int CapitalSigma = 0x3A3;

    /// <summary><c>str.lower()</c>: İ becomes two characters, and Σ at the end of a word becomes ς.</summary>
    public static string Lower(string text)
    {
        if (!text.AsSpan().ContainsAny('\u0130', '\u03A3'))
        {
            return text.ToLowerInvariant();
        }

        var result = new StringBuilder(text.Length + 4);
        for (var index = 0; index < text.Length;)
        {
            var isRune = Rune.TryGetRuneAt(text, index, out var rune);
            var length = isRune ? rune.Utf16SequenceLength : 1;
            _ = !isRune ? result.Append(text[index])
                : rune.Value == CapitalSigma ? result.Append(IsFinal(text, index) ? 'ς' : 'σ')
                : result.Append(LowerRune(rune));
            index += length;
        }

        return result.ToString();
    }

    /// <summary><c>str.lower()</c> of one character on its own.</summary>
    public static string LowerRune(Rune rune) => rune.Value == DottedCapitalI ? "i\u0307" : Rune.ToLowerInvariant(rune).ToString();

    /// <summary><c>str.isspace()</c> of one character: <c>str.split()</c> and <c>str.strip()</c> go by it.</summary>
    public static bool IsSpace(char character) => char.IsWhiteSpace(character) || character is >= '\x1c' and <= '\x1f';

    /// <summary><c>str.split()</c>.</summary>
    public static List<string> Split(string text)
    {
        var words = new List<string>();
        for (var index = 0; index < text.Length;)
        {
            if (IsSpace(text[index]))
            {
                index++;
                continue;
            }

            var start = index;
            while (index < text.Length && !IsSpace(text[index]))
            {
                index++;
            }

            words.Add(text[start..index]);
        }

        return words;
    }

    /// <summary><c>str.strip()</c>, or one side of it.</summary>
    public static string Strip(string text, bool left = true, bool right = true)
    {
        var (start, end) = (0, text.Length);
        while (left && start < end && IsSpace(text[start]))
        {
            start++;
        }

        while (right && end > start && IsSpace(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    /// <summary>The general category of the character at a place; half of a broken pair is a surrogate.</summary>
    public static UnicodeCategory CategoryAt(string text, int index, out int length)
    {
        var isRune = Rune.TryGetRuneAt(text, index, out var rune);
        length = isRune ? rune.Utf16SequenceLength : 1;
        return isRune ? Rune.GetUnicodeCategory(rune) : UnicodeCategory.Surrogate;
    }

    /// <summary>Whether Σ stands at the end of a word: behind a cased character and before none, what ignores case set aside.</summary>
    private static bool IsFinal(string text, int index)
    {
        var before = index - 1;
        while (before >= 0 && IsCaseIgnorable(RuneBefore(text, before)))
        {
            before -= RuneBefore(text, before).Utf16SequenceLength;
        }

        if (before < 0 || !IsCased(RuneBefore(text, before)))
        {
            return false;
        }

        var after = index + 1;
        while (after < text.Length && IsCaseIgnorable(RuneAt(text, after)))
        {
            after += RuneAt(text, after).Utf16SequenceLength;
        }

        return after >= text.Length || !IsCased(RuneAt(text, after));
    }

    private static Rune RuneAt(string text, int index) => Rune.TryGetRuneAt(text, index, out var rune) ? rune : (Rune)' ';

    private static Rune RuneBefore(string text, int last) =>
        char.IsLowSurrogate(text[last]) && last > 0 ? RuneAt(text, last - 1) : RuneAt(text, last);

    private static bool IsCased(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        || IsOtherCased(rune.Value);

    /// <summary>Unicode's <c>Other_Lowercase</c> and <c>Other_Uppercase</c>.</summary>
    private static bool IsOtherCased(int value) => value is 0xAA or 0xBA or (>= 0x2B0 and <= 0x2B8) or 0x2C0 or 0x2C1 or (>= 0x2E0 and <= 0x2E4) or 0x345 or 0x37A
        or (>= 0x1D2C and <= 0x1D6A) or 0x1D78 or (>= 0x1D9B and <= 0x1DBF) or 0x2071 or 0x207F or (>= 0x2090 and <= 0x209C) or (>= 0x2160 and <= 0x217F)
        or (>= 0x24B6 and <= 0x24E9) or 0x2C7C or 0x2C7D or 0xA69C or 0xA69D or 0xA770 or 0xA7F8 or 0xA7F9 or (>= 0xAB5C and <= 0xAB5F)
        or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189);

    private static bool IsCaseIgnorable(Rune rune) =>
        rune.Value is '\'' or '.' or ':' or 0xB7 or 0x387 or 0x55F or 0x5F4 or 0x2018 or 0x2019 or 0x2024 or 0x2027 or 0xFE13 or 0xFE52 or 0xFE55 or 0xFF07 or 0xFF0E or 0xFF1A
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;
}
