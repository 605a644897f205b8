using System.Globalization;

namespace Sdvp.Core.Teaching;

/// <summary>Number words from zero to ninety-nine.</summary>
internal static class EnglishNumbers
{
    private static readonly string[] _small =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] _tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    public static List<string> ToDigits(List<string> words)
    {
        var result = new List<string>(words.Count);
        for (var i = 0; i < words.Count; i++)
        {
            var tens = Array.IndexOf(_tens, words[i]);
            var number = tens >= 0 ? (tens + 2) * 10 : Array.IndexOf(_small, words[i]);
            if (tens >= 0 && i + 1 < words.Count && Array.IndexOf(_small, words[i + 1]) is > 0 and < 10 and var unit)
            {
                number += unit;
                i++;
            }

            result.Add(number >= 0 ? number.ToString(CultureInfo.InvariantCulture) : words[i]);
        }

        return result;
    }

    public static string ToWords(int number) => number switch
    {
        >= 0 and < 20 => _small[number],
        < 100 and >= 0 => number % 10 == 0 ? _tens[(number / 10) - 2] : $"{_tens[(number / 10) - 2]}-{_small[number % 10]}",
        _ => number.ToString(CultureInfo.InvariantCulture),
    };
}
