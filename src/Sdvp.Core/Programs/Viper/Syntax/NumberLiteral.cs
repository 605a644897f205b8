using System.Globalization;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Syntax;

/// <summary>Reads numbers as Python writes them: decimal, hexadecimal, octal, binary, with underscores, fraction and exponent.</summary>
internal static class NumberLiteral
{
    public static PyObject Read(string text, ref int position, int end)
    {
        var start = position;
        var value = text[position] == '0' && position + 1 < end && "xXoObB".Contains(text[position + 1], StringComparison.Ordinal)
            ? ReadRadix(text, ref position, end)
            : ReadDecimal(text, ref position, end);
        if (position < end && (char.IsLetterOrDigit(text[position]) || text[position] == '_'))
        {
            var isComplex = text[position] is 'j' or 'J';
            throw Error(isComplex ? "Complex numbers are not supported." : "invalid decimal literal: a letter follows the number; put an operator or a blank between them.", start, position + 1);
        }

        return value;
    }

    private static PyInteger ReadRadix(string text, ref int position, int end)
    {
        var start = position;
        var radix = char.ToLowerInvariant(text[position + 1]) switch { 'x' => 16, 'o' => 8, _ => 2 };
        position += 2;
        var digits = Digits(text, ref position, end, c => char.IsAsciiHexDigit(c) && Convert.ToInt32(c.ToString(), 16) < radix);
        if (digits.Length == 0)
        {
            throw Error("A digit is expected after the prefix of the number.", start, position);
        }

        long value = 0;
        foreach (var digit in digits)
        {
            if (value > (long.MaxValue - Convert.ToInt32(digit.ToString(), 16)) / radix)
            {
                throw OutOfRange(start, position);
            }

            value = (value * radix) + Convert.ToInt32(digit.ToString(), 16);
        }

        return PyInteger.Of(value);
    }

    private static PyObject ReadDecimal(string text, ref int position, int end)
    {
        var start = position;
        var whole = Digits(text, ref position, end, char.IsAsciiDigit);
        var number = whole;
        var isFloat = false;
        if (position < end && text[position] == '.')
        {
            isFloat = true;
            position++;
            number += "." + Digits(text, ref position, end, char.IsAsciiDigit);
        }

        if (position < end && text[position] is 'e' or 'E' && IsExponent(text, position + 1, end))
        {
            isFloat = true;
            var sign = text[position + 1] is '+' or '-' ? text[position + 1].ToString() : "";
            position += 1 + sign.Length;
            number += "e" + sign + Digits(text, ref position, end, char.IsAsciiDigit);
        }

        if (isFloat)
        {
            return new PyFloat(double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture));
        }

        if (whole.Length > 1 && whole[0] == '0' && whole.AsSpan().ContainsAnyExcept('0'))
        {
            throw Error("leading zeros in decimal integer literals are not permitted; leave them out, or write 0o… for an octal number.", start, position);
        }

        return long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var integer) ? PyInteger.Of(integer) : throw OutOfRange(start, position);
    }

    private static bool IsExponent(string text, int position, int end)
    {
        position += position < end && text[position] is '+' or '-' ? 1 : 0;
        return position < end && char.IsAsciiDigit(text[position]);
    }

    private static string Digits(string text, ref int position, int end, Func<char, bool> isDigit)
    {
        var start = position;
        while (position < end && (isDigit(text[position]) || (text[position] == '_' && position + 1 < end && isDigit(text[position + 1]) && position > start)))
        {
            position++;
        }

        return text[start..position].Replace("_", "", StringComparison.Ordinal);
    }

    private static SyntaxException OutOfRange(int start, int end) =>
        new(ViperCodes.NumberOutOfRange, $"The number is out of range; integers go from {long.MinValue} to {long.MaxValue}.", start, end);

    private static SyntaxException Error(string message, int start, int end) => new(ViperCodes.Syntax, message, start, end);
}
