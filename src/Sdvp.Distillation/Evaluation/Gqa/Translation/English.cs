using System.Text;

namespace Sdvp.Distillation.Evaluation.Gqa.Translation;

/// <summary>The little English that questions need.</summary>
internal static class English
{
    public static string WithArticle(string phrase) => phrase.Length == 0 || IsPlural(phrase[(phrase.LastIndexOf(' ') + 1)..]) ? phrase
        : char.ToLowerInvariant(phrase[0]) is 'a' or 'e' or 'i' or 'o' or 'u' ? $"an {phrase}" : $"a {phrase}";

    /// <summary>Whether a noun, or the last noun of a phrase, is in the plural. GQA's names are; an unknown irregular one reads as a singular.</summary>
    public static bool IsPlural(string noun)
    {
        var word = noun[(noun.LastIndexOf(' ') + 1)..];
        return word is "people" or "men" or "women" or "children" or "feet" or "teeth" or "geese" or "mice"
            || (word.Length > 3 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) && !word.EndsWith("us", StringComparison.Ordinal)
                && !word.EndsWith("is", StringComparison.Ordinal) && word is not ("bus" or "gas" or "lens" or "canvas" or "christmas" or "tennis"));
    }

    public static string Plural(string noun) => IsPlural(noun) ? noun
        : noun.EndsWith('s') || noun.EndsWith('x') || noun.EndsWith("ch", StringComparison.Ordinal) || noun.EndsWith("sh", StringComparison.Ordinal) ? noun + "es"
        : noun.Length > 1 && noun.EndsWith('y') && noun[^2] is not ('a' or 'e' or 'i' or 'o' or 'u') ? noun[..^1] + "ies"
        : noun switch
        {
            "man" => "men",
            "woman" => "women",
            "person" => "people",
            "child" => "children",
            _ => noun + "s",
        };

    /// <summary><c>sportActivity</c> as "sport activity".</summary>
    public static string Words(string attribute)
    {
        var text = new StringBuilder();
        foreach (var letter in attribute)
        {
            _ = char.IsUpper(letter) && text.Length > 0 ? text.Append(' ').Append(char.ToLowerInvariant(letter)) : text.Append(letter);
        }

        return text.ToString();
    }
}
