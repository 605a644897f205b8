using System.Text;
using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Library;

/// <summary>Methods of texts about upper and lower case, and about kinds of characters.</summary>
internal static class TextCases
{
    public static IEnumerable<PyNative> All() =>
    [
        Case("capitalize", Capitalize),
        Case("casefold", s => Lower(s).Replace("ß", "ss", StringComparison.Ordinal)),
        Case("lower", Lower),
        Case("swapcase", SwapCase),
        Case("title", Title),
        Case("upper", Upper),
        Test("isalnum", (s, i) => char.IsLetter(s, i) || TextTraits.IsNumeric(s, i) || TextTraits.IsDigit(s, i)),
        Test("isalpha", char.IsLetter),
        Test("isascii", (s, i) => s[i] < 128, whenEmpty: true),
        Test("isdecimal", TextTraits.IsDecimal),
        Test("isdigit", TextTraits.IsDigit),
        TextMembers.Method("isidentifier", "/", (_, s, _) => PyBool.Of(IsIdentifier(s.Value))),
        TextMembers.Method("islower", "/", (_, s, _) => PyBool.Of(HasCase(s.Value, isUpper: false))),
        Test("isnumeric", (s, i) => TextTraits.IsNumeric(s, i) || TextTraits.IsDigit(s, i)),
        Test("isprintable", TextTraits.IsPrintable, whenEmpty: true),
        Test("isspace", (s, i) => TextTraits.IsSpace(s[i])),
        TextMembers.Method("istitle", "/", (_, s, _) => PyBool.Of(IsTitle(s.Value))),
        TextMembers.Method("isupper", "/", (_, s, _) => PyBool.Of(HasCase(s.Value, isUpper: true))),
    ];

    private static PyNative Case(string name, Func<string, string> change) =>
        TextMembers.Method(name, "/", (m, s, _) => TextMembers.Make(m, change(s.Value)));

    private static PyNative Test(string name, Func<string, int, bool> test, bool whenEmpty = false) => TextMembers.Method(name, "/", (m, s, _) =>
    {
        var text = s.Value;
        m.Step(text.Length / 8);
        for (var i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
        {
            if (!test(text, i))
            {
                return PyBool.False;
            }
        }

        return PyBool.Of(whenEmpty || text.Length > 0);
    });

    private static string Upper(string text) => text.ToUpperInvariant().Replace("ß", "SS", StringComparison.Ordinal);

    private static string Lower(string text) => text.ToLowerInvariant();

    private static string Capitalize(string text)
    {
        var first = text.Length > 1 && char.IsSurrogatePair(text, 0) ? 2 : Math.Min(1, text.Length);
        return TitleCase(text[..first]) + Lower(text[first..]);
    }

    private static string TitleCase(string character) => character == "ß" ? "Ss" : character.ToUpperInvariant();

    private static string Title(string text)
    {
        var output = new StringBuilder(text.Length);
        var isInside = false;
        for (var i = 0; i < text.Length; i++)
        {
            var isCased = TextTraits.IsCased(text, i);
            var length = char.IsSurrogatePair(text, i) ? 2 : 1;
            var character = text.Substring(i, length);
            output.Append(isInside ? Lower(character) : isCased ? TitleCase(character) : character);
            isInside = isCased;
            i += length - 1;
        }

        return output.ToString();
    }

    private static string SwapCase(string text)
    {
        var output = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var length = char.IsSurrogatePair(text, i) ? 2 : 1;
            var character = text.Substring(i, length);
            output.Append(char.IsUpper(text, i) ? Lower(character) : char.IsLower(text, i) ? Upper(character) : character);
            i += length - 1;
        }

        return output.ToString();
    }

    private static bool HasCase(string text, bool isUpper)
    {
        var found = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (TextTraits.IsCased(text, i))
            {
                if (TextTraits.IsUpper(text, i) != isUpper)
                {
                    return false;
                }

                found = true;
            }
        }

        return found;
    }

    private static bool IsTitle(string text)
    {
        var (found, isInside) = (false, false);
        for (var i = 0; i < text.Length; i++)
        {
            var isCased = TextTraits.IsCased(text, i);
            if (isCased && TextTraits.IsUpper(text, i) == isInside)
            {
                return false;
            }

            found |= isCased;
            isInside = isCased;
        }

        return found;
    }

    private static bool IsIdentifier(string text)
    {
        if (text.Length == 0 || !(char.IsLetter(text[0]) || text[0] == '_'))
        {
            return false;
        }

        return text.All(c => char.IsLetterOrDigit(c) || c == '_');
    }
}
