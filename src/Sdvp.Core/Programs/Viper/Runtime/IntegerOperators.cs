using Sdvp.Core.Programs.Expressions.Evaluation;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>Binary operators on integers of 64 bits; what needs more is an OverflowError.</summary>
internal static class IntegerOperators
{
    private const long ExactDoubles = 1L << 53;

    public static PyObject Apply(BinaryOperator op, PyInteger leftValue, PyInteger rightValue)
    {
        var (left, right) = (leftValue.Value, rightValue.Value);
        try
        {
            return op switch
            {
                BinaryOperator.Add => PyInteger.Of(checked(left + right)),
                BinaryOperator.Subtract => PyInteger.Of(checked(left - right)),
                BinaryOperator.Multiply => PyInteger.Of(checked(left * right)),
                BinaryOperator.Divide => Divide(left, right),
                BinaryOperator.FloorDivide => PyInteger.Of(PythonNumbers.FloorDivide(left, NotZero(right, "integer division or modulo by zero"))),
                BinaryOperator.Modulo => PyInteger.Of(PythonNumbers.Modulo(left, NotZero(right, "integer modulo by zero"))),
                BinaryOperator.Power => Power(left, right),
                BinaryOperator.ShiftLeft => PyInteger.Of(ShiftLeft(left, right)),
                BinaryOperator.ShiftRight => PyInteger.Of(right < 0 ? throw PyError.ValueOf("negative shift count") : left >> (int)Math.Min(right, 63)),
                BinaryOperator.MatrixMultiply => throw PyError.Type(
                    $"unsupported operand type(s) for @: '{leftValue.Type.Name}' and '{rightValue.Type.Name}'"),
                _ => Bitwise(op, leftValue, rightValue),
            };
        }
        catch (OverflowException)
        {
            throw Numbers.IntegerOverflow();
        }
    }

    private static PyInteger Bitwise(BinaryOperator op, PyInteger left, PyInteger right)
    {
        var bits = op switch
        {
            BinaryOperator.Or => left.Value | right.Value,
            BinaryOperator.Xor => left.Value ^ right.Value,
            _ => left.Value & right.Value,
        };
        return left is PyBool && right is PyBool ? PyBool.Of(bits != 0) : PyInteger.Of(bits);
    }

    private static PyFloat Divide(long left, long right)
    {
        if (right == 0)
        {
            throw PyError.ZeroDivision("division by zero");
        }

        if ((ulong)(left + ExactDoubles) <= 2 * (ulong)ExactDoubles && (ulong)(right + ExactDoubles) <= 2 * (ulong)ExactDoubles)
        {
            return new PyFloat((double)left / right);
        }

        // Beyond 53 bits both operands would be rounded before the quotient is; 128 bits hold enough of it to round once.
        var negative = (left < 0) != (right < 0);
        var (a, b) = ((UInt128)Int128.Abs(left), (UInt128)Int128.Abs(right));
        var shift = Math.Max(0, 63 - (int)(UInt128.Log2(a | 1) - UInt128.Log2(b)));
        shift = Math.Min(shift, (int)UInt128.LeadingZeroCount(a));
        var quotient = (a << shift) / b;
        var sticky = (a << shift) % b != 0 ? UInt128.One : UInt128.Zero;
        var value = Math.ScaleB((double)((quotient << 1) | sticky), -shift - 1);
        return new PyFloat(negative ? -value : value);
    }

    public static PyObject Power(long left, long right)
    {
        if (right < 0)
        {
            return left == 0
                ? throw PyError.ZeroDivision("0.0 cannot be raised to a negative power")
                : new PyFloat(Math.Pow(left, right));
        }

        if (left is 0 or 1 or -1)
        {
            return PyInteger.Of(right == 0 ? 1 : left == -1 && right % 2 == 0 ? 1 : left);
        }

        if (right >= 64)
        {
            throw Numbers.IntegerOverflow();
        }

        long power = 1;
        for (var i = 0; i < right; i++)
        {
            power = checked(power * left);
        }

        return PyInteger.Of(power);
    }

    private static long ShiftLeft(long left, long right)
    {
        if (right < 0)
        {
            throw PyError.ValueOf("negative shift count");
        }

        if (left == 0)
        {
            return 0;
        }

        return right < 64 && (left << (int)right) >> (int)right == left ? left << (int)right : throw new OverflowException();
    }

    private static long NotZero(long divisor, string message) => divisor == 0 ? throw PyError.ZeroDivision(message) : divisor;
}
