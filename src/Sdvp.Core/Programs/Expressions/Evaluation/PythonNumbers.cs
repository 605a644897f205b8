namespace Sdvp.Core.Programs.Expressions.Evaluation;

/// <summary>Python's arithmetic on 64-bit integers and doubles, where it is not that of .NET. What both languages of programs share.</summary>
internal static class PythonNumbers
{
    /// <summary>Rounds towards negative infinity. The divisor is not 0.</summary>
    /// <exception cref="OverflowException">The one quotient that has no 64-bit result.</exception>
    public static long FloorDivide(long left, long right)
    {
        var quotient = right == -1 ? checked(-left) : left / right;
        return right != -1 && left % right != 0 && (left < 0) != (right < 0) ? quotient - 1 : quotient;
    }

    /// <summary>Has the sign of the divisor, which is not 0.</summary>
    public static long Modulo(long left, long right)
    {
        var rest = right == -1 ? 0 : left % right;
        return rest != 0 && (rest < 0) != (right < 0) ? rest + right : rest;
    }

    /// <summary>Rounds towards negative infinity. The divisor is not 0.</summary>
    public static double FloorDivide(double left, double right)
    {
        var quotient = (left - Modulo(left, right)) / right;
        var whole = Math.Floor(quotient);
        return quotient == 0 ? Math.CopySign(0, left / right) : quotient - whole > 0.5 ? whole + 1 : whole;
    }

    /// <summary>Has the sign of the divisor, which is not 0.</summary>
    public static double Modulo(double left, double right)
    {
        var rest = left % right;
        return rest != 0 && (rest < 0) != (right < 0) ? rest + right : rest == 0 ? Math.CopySign(0, right) : rest;
    }

    /// <summary>Compares exactly. The number is not NaN.</summary>
    /// <returns>The sign of the difference.</returns>
    public static int Compare(long integer, double number)
    {
        const double TwoTo63 = 9223372036854775808.0;
        if (number >= TwoTo63)
        {
            return -1;
        }

        if (number < -TwoTo63)
        {
            return 1;
        }

        var whole = Math.Floor(number);
        var order = integer.CompareTo((long)whole);
        return order != 0 ? order : number > whole ? -1 : 0;
    }
}
