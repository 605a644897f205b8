using System.Globalization;
using Sdvp.Core.Values;

namespace Sdvp.Distillation.Labelling;

/// <summary>Whether a program's result is the expected answer: case and surrounding spaces do not count, yes is true, and numbers agree by value.</summary>
internal static class AnswerAgreement
{
    public static bool Agrees(ProgramValue? value, string answer) => value is not null && Normalise(value.ToString()!) == Normalise(answer);

    private static string Normalise(string text)
    {
        var trimmed = text.Trim().ToLowerInvariant();
        return trimmed switch
        {
            "true" => "yes",
            "false" => "no",
            _ => double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number.ToString("R", CultureInfo.InvariantCulture)
                : trimmed,
        };
    }
}
