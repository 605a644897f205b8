using Sdvp.Core.Programs.Expressions.Evaluation;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>Binary operators on doubles.</summary>
internal static class FloatOperators
{
    public static PyObject Apply(BinaryOperator op, double left, double right)
    {
        return new PyFloat(op switch
        {
            BinaryOperator.Add => left + right,
            BinaryOperator.Subtract => left - right,
            BinaryOperator.Multiply => left * right,
            BinaryOperator.Divide => left / NotZero(right, "float division by zero"),
            BinaryOperator.FloorDivide => PythonNumbers.FloorDivide(left, NotZero(right, "float floor division by zero")),
            BinaryOperator.Modulo => PythonNumbers.Modulo(left, NotZero(right, "float modulo")),
            _ => Power(left, right),
        });
    }

    public static double Power(double left, double right)
    {
        if (left == 0 && right < 0)
        {
            throw PyError.ZeroDivision("0.0 cannot be raised to a negative power");
        }

        if (left < 0 && double.IsFinite(left) && double.IsFinite(right) && Math.Floor(right) != right)
        {
            throw PyError.ValueOf("the power of a negative number is complex; complex numbers are not supported");
        }

        var power = Math.Pow(left, right);
        return double.IsInfinity(power) && double.IsFinite(left) && double.IsFinite(right)
            ? throw new PyError(new PyException(ExceptionTypes.Of("OverflowError"), [PyInteger.Of(34), PyText.Of("Numerical result out of range")]))
            : power;
    }

    private static double NotZero(double divisor, string message) => divisor == 0 ? throw PyError.ZeroDivision(message) : divisor;
}
