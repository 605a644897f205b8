using System.Globalization;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Expressions.Evaluation;

/// <summary>Takes the text of a variable for the Boolean or number that it reads like.</summary>
internal static class TextCoercion
{
    private static readonly string[] NumberWords =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    ];

    public static Operand Coerce(ProgramValue value, bool extended)
    {
        if (value is not TextValue text)
        {
            return new Operand(value);
        }

        var coerced = Read(text.Text.Trim(), extended);
        return coerced is null ? new Operand(text) : new Operand(coerced, text);
    }

    private static ProgramValue? Read(string text, bool extended)
    {
        if (text.Equals("yes", StringComparison.OrdinalIgnoreCase) || text.Equals("no", StringComparison.OrdinalIgnoreCase))
        {
            return new BooleanValue(text.Length == 3);
        }

        var styles = extended ? NumberStyles.AllowLeadingSign : NumberStyles.None;
        if (long.TryParse(text, styles, CultureInfo.InvariantCulture, out var integer))
        {
            return new IntegerValue(integer);
        }

        return extended ? ReadExtended(text) : null;
    }

    private static ProgramValue? ReadExtended(string text)
    {
        var word = Array.FindIndex(NumberWords, w => w.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (word >= 0)
        {
            return new IntegerValue(word);
        }

        const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return text.AsSpan().ContainsAnyInRange('0', '9')
            && double.TryParse(text, Decimal, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? new NumberValue(number)
            : null;
    }
}
