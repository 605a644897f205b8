using Sdvp.Core.Programs.Expressions.Syntax;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Expressions.Evaluation;

/// <summary>Python's arithmetic on 64-bit integers and doubles; <c>+</c> also joins texts and lists.</summary>
internal static class Arithmetic
{
    public static Operand Compute(ArithmeticOperator op, Operand left, Operand right, SourceSpan span, ExpressionOptions options)
    {
        if (op == ArithmeticOperator.Add && Join(left, right, span, options) is { } joined)
        {
            return joined;
        }

        if (Numeric.TryGetInteger(left.Value, out var leftInteger) && Numeric.TryGetInteger(right.Value, out var rightInteger))
        {
            return OnIntegers(op, leftInteger, rightInteger, span);
        }

        return Numeric.TryGetNumber(left.Value, out var leftNumber) && Numeric.TryGetNumber(right.Value, out var rightNumber)
            ? OnNumbers(op, leftNumber, rightNumber, span)
            : throw new ExpressionException(
                $"'{op.Symbol()}' cannot take {ValueText.Describe(left.Value)} and {ValueText.Describe(right.Value)}; "
                + $"it takes two numbers{(op == ArithmeticOperator.Add ? ", two texts or two lists" : "")}.",
                span);
    }

    public static Operand Negate(Operand operand, SourceSpan span) => operand.Value switch
    {
        NumberValue number => Operand.Of(-number.Value),
        var value when Numeric.TryGetInteger(value, out var integer) => OnIntegers(ArithmeticOperator.Subtract, 0, integer, span),
        var value => throw new ExpressionException($"'-' cannot take {ValueText.Describe(value)}; it takes a number.", span),
    };

    public static Operand Plus(Operand operand, SourceSpan span) => operand.Value switch
    {
        NumberValue number => Operand.Of(number.Value),
        var value when Numeric.TryGetInteger(value, out var integer) => Operand.Of(integer),
        var value => throw new ExpressionException($"'+' cannot take {ValueText.Describe(value)}; it takes a number.", span),
    };

    private static Operand? Join(Operand left, Operand right, SourceSpan span, ExpressionOptions options)
    {
        if (left.AsItems() is { } leftItems && right.AsItems() is { } rightItems)
        {
            return Lists.Make([.. leftItems, .. rightItems], span, options);
        }

        return Comparison.Align(left, right) is (TextValue a, TextValue b) ? Operand.Of(Texts.Join([a.Text, b.Text], span, options)) : null;
    }

    private static Operand OnIntegers(ArithmeticOperator op, long left, long right, SourceSpan span)
    {
        if (right == 0 && op >= ArithmeticOperator.Divide)
        {
            throw DivisionByZero(op, Operand.Of(left), span);
        }

        try
        {
            return op switch
            {
                ArithmeticOperator.Add => Operand.Of(checked(left + right)),
                ArithmeticOperator.Subtract => Operand.Of(checked(left - right)),
                ArithmeticOperator.Multiply => Operand.Of(checked(left * right)),
                ArithmeticOperator.Divide => Operand.Of((double)left / right),
                ArithmeticOperator.FloorDivide => Operand.Of(PythonNumbers.FloorDivide(left, right)),
                _ => Operand.Of(PythonNumbers.Modulo(left, right)),
            };
        }
        catch (OverflowException)
        {
            throw new ExpressionException($"{left} {op.Symbol()} {right} is out of range; integers have 64 bits.", span);
        }
    }

    private static Operand OnNumbers(ArithmeticOperator op, double left, double right, SourceSpan span)
    {
        if (right == 0 && op >= ArithmeticOperator.Divide)
        {
            throw DivisionByZero(op, Operand.Of(left), span);
        }

        return Operand.Of(op switch
        {
            ArithmeticOperator.Add => left + right,
            ArithmeticOperator.Subtract => left - right,
            ArithmeticOperator.Multiply => left * right,
            ArithmeticOperator.Divide => left / right,
            ArithmeticOperator.FloorDivide => PythonNumbers.FloorDivide(left, right),
            _ => PythonNumbers.Modulo(left, right),
        });
    }

    private static ExpressionException DivisionByZero(ArithmeticOperator op, Operand left, SourceSpan span) =>
        new($"Division by zero: {ValueText.Format(left.Value, int.MaxValue)} {op.Symbol()} 0; test the divisor before.", span);
}
