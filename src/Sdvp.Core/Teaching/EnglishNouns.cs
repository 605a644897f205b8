using System.Collections.Frozen;

namespace Sdvp.Core.Teaching;

/// <summary>Singular, plural and article of English nouns by simple rules; unknown irregular nouns come out wrong but the same every time.</summary>
internal static class EnglishNouns
{
    private static readonly FrozenDictionary<string, string> _singularByPlural = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["men"] = "man",
        ["women"] = "woman",
        ["people"] = "person",
        ["children"] = "child",
        ["feet"] = "foot",
        ["teeth"] = "tooth",
        ["geese"] = "goose",
        ["mice"] = "mouse",
        ["knives"] = "knife",
        ["leaves"] = "leaf",
        ["shelves"] = "shelf",
        ["wolves"] = "wolf",
        ["loaves"] = "loaf",
        ["movies"] = "movie",
        ["cookies"] = "cookie",
        ["shoes"] = "shoe",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> _pluralBySingular =
        _singularByPlural.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static string Singularize(string noun)
    {
        if (_singularByPlural.TryGetValue(noun, out var singular))
        {
            return singular;
        }

        // Stripping may lay bare an irregular plural ("mens"), hence the second look-up: the result is always a fixed point.
        var stripped = Strip(noun);
        return _singularByPlural.GetValueOrDefault(stripped, stripped);
    }

    private static string Strip(string noun)
    {
        if (noun.Length <= 3 || !noun.EndsWith('s') || EndsWithAny(noun, "ss", "us", "is"))
        {
            return noun;
        }

        if (noun.EndsWith("ies", StringComparison.Ordinal) && noun.Length > 4)
        {
            return $"{noun[..^3]}y";
        }

        return EndsWithAny(noun, "sses", "xes", "ches", "shes", "oes", "buses") ? noun[..^2] : noun[..^1];
    }

    /// <summary>The plural of a singular; a noun phrase has its last word changed.</summary>
    public static string Pluralize(string phrase)
    {
        var begin = phrase.LastIndexOf(' ') + 1;
        var noun = phrase[begin..];
        if (noun.Length == 0)
        {
            return phrase;
        }

        return phrase[..begin] + (_pluralBySingular.TryGetValue(noun, out var plural) ? plural
            : EndsWithAny(noun, "s", "x", "ch", "sh") ? $"{noun}es"
            : noun.Length > 1 && noun.EndsWith('y') && !IsVowel(noun[^2]) ? $"{noun[..^1]}ies"
            : $"{noun}s");
    }

    /// <summary>The singular of a noun phrase: its last word changed.</summary>
    public static string SingularizePhrase(string phrase)
    {
        var begin = phrase.LastIndexOf(' ') + 1;
        return phrase[..begin] + Singularize(phrase[begin..]);
    }

    /// <summary>The phrase behind <c>a</c> or <c>an</c>, chosen by its first letter.</summary>
    public static string WithArticle(string phrase) => phrase.Length > 0 && IsVowel(char.ToLowerInvariant(phrase[0])) ? $"an {phrase}" : $"a {phrase}";

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u';

    private static bool EndsWithAny(string noun, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (noun.EndsWith(ending, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
