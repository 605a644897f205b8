using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Expressions.Evaluation;

/// <summary>Values as numbers. As in Python, a Boolean is the integer 0 or 1.</summary>
internal static class Numeric
{
    public static bool TryGetInteger(ProgramValue value, out long integer)
    {
        integer = value switch
        {
            IntegerValue i => i.Value,
            BooleanValue b => b.Value ? 1 : 0,
            _ => 0,
        };
        return value is IntegerValue or BooleanValue;
    }

    public static bool TryGetNumber(ProgramValue value, out double number)
    {
        number = value is NumberValue n ? n.Value : TryGetInteger(value, out var integer) ? integer : 0;
        return value is NumberValue or IntegerValue or BooleanValue;
    }

    public static bool IsNumeric(ProgramValue value) => value is NumberValue or IntegerValue or BooleanValue;

    /// <summary>Compares two numeric values exactly, also a large integer with a double.</summary>
    /// <returns>The sign of the difference, or null where one is not a number.</returns>
    public static int? Compare(ProgramValue left, ProgramValue right)
    {
        var leftIsInteger = TryGetInteger(left, out var leftInteger);
        var rightIsInteger = TryGetInteger(right, out var rightInteger);
        if (leftIsInteger && rightIsInteger)
        {
            return leftInteger.CompareTo(rightInteger);
        }

        _ = TryGetNumber(left, out var leftNumber);
        _ = TryGetNumber(right, out var rightNumber);
        if (double.IsNaN(leftNumber) || double.IsNaN(rightNumber))
        {
            return null;
        }

        return leftIsInteger ? PythonNumbers.Compare(leftInteger, rightNumber)
            : rightIsInteger ? -PythonNumbers.Compare(rightInteger, leftNumber)
            : leftNumber.CompareTo(rightNumber);
    }
}
