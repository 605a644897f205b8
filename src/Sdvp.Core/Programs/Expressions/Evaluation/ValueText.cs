using System.Text;
using Sdvp.Core.Programs.Expressions.Syntax;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Expressions.Evaluation;

/// <summary>Values as text.</summary>
internal static class ValueText
{
    private const int ShownCharacters = 40;

    /// <summary>What <c>str</c> gives.</summary>
    /// <returns>The text, or null where it grows beyond the maximum.</returns>
    public static string? Format(ProgramValue value, int maximumLength)
    {
        if (value is TextValue text)
        {
            return text.Text.Length <= maximumLength ? text.Text : null;
        }

        var output = new StringBuilder();
        return Append(value, output, maximumLength) ? output.ToString() : null;
    }

    /// <summary>Type and value for messages, such as <c>Text 'two'</c>; long values are cut.</summary>
    public static string Describe(ProgramValue value) => value switch
    {
        ImageValue => "Image",
        NoneValue => "None",
        RegionsValue regions => $"Regions ({regions.Regions.Length})",
        TextValue { Text.Length: > ShownCharacters } text => $"Text {TextEscapes.Quote(text.Text[..ShownCharacters])}…",
        ListValue list => $"List ({list.Items.Length})",
        TextValue text => $"Text {TextEscapes.Quote(text.Text)}",
        _ => $"{value.Type} {Format(value, int.MaxValue)}",
    };

    private static bool Append(ProgramValue value, StringBuilder output, int maximumLength)
    {
        switch (value)
        {
            case NumberValue number:
                output.Append(NumberText.Python(number.Value));
                break;
            case TextValue text:
                output.Append(TextEscapes.Quote(text.Text));
                break;
            case ListValue list:
                output.Append('[');
                for (var i = 0; i < list.Items.Length; i++)
                {
                    output.Append(i > 0 ? ", " : "");
                    if (!Append(list.Items[i], output, maximumLength))
                    {
                        return false;
                    }
                }

                output.Append(']');
                break;
            default:
                output.Append(value);
                break;
        }

        return output.Length <= maximumLength;
    }
}
