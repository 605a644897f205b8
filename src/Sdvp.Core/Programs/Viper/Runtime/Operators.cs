using Sdvp.Core.Programs.Expressions.Evaluation;
using Sdvp.Core.Programs.Viper.Formatting;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>Unary and binary operators.</summary>
internal static class Operators
{
    public static PyObject Apply(Machine machine, BinaryOperator op, PyObject left, PyObject right, bool isInPlace = false)
    {
        if (left is PyInteger a && right is PyInteger b)
        {
            return IntegerOperators.Apply(op, a, b);
        }

        if (left is PyInteger or PyFloat && right is PyInteger or PyFloat && op >= BinaryOperator.Add && op != BinaryOperator.MatrixMultiply)
        {
            _ = Numbers.TryGetDouble(left, out var x);
            _ = Numbers.TryGetDouble(right, out var y);
            return FloatOperators.Apply(op, x, y);
        }

        return SequenceOperators.Apply(machine, op, left, right) ?? OfSetsAndDicts(machine, op, left, right)
            ?? throw Unsupported(op, left, right, isInPlace);
    }

    public static PyObject Negate(PyObject value) => value switch
    {
        PyInteger { Value: long.MinValue } => throw Numbers.IntegerOverflow(),
        PyInteger integer => PyInteger.Of(-integer.Value),
        PyFloat number => new PyFloat(-number.Value),
        _ => throw PyError.Type($"bad operand type for unary -: '{value.Type.Name}'"),
    };

    public static PyObject Plus(Machine machine, PyObject value) => value switch
    {
        PyInteger integer => PyInteger.Of(integer.Value),
        PyFloat => value,
        PyCounter counter => CounterAlgebra.Positive(machine, counter),
        _ => throw PyError.Type($"bad operand type for unary +: '{value.Type.Name}'"),
    };

    public static PyObject Invert(PyObject value) => value is PyInteger integer
        ? PyInteger.Of(~integer.Value)
        : throw PyError.Type($"bad operand type for unary ~: '{value.Type.Name}'");

    private static PyObject? OfSetsAndDicts(Machine machine, BinaryOperator op, PyObject left, PyObject right)
    {
        if (left is PyText format && op == BinaryOperator.Modulo)
        {
            return PyText.Of(PercentFormat.Format(machine, format.Value, right));
        }

        if (left is PyCounter counter && right is PyCounter other)
        {
            return CounterAlgebra.Apply(machine, op, counter, other);
        }

        if (left is PyDict dict && right is PyDict merged && op == BinaryOperator.Or)
        {
            var union = dict.NewLike();
            union.Update(machine, dict);
            union.Update(machine, merged);
            return union;
        }

        var isSetLike = left is PySet or PyDictView { Kind: not DictViewKind.Values } && right is PySet or PyDictView { Kind: not DictViewKind.Values };
        if (!isSetLike || op is not (BinaryOperator.Or or BinaryOperator.And or BinaryOperator.Subtract or BinaryOperator.Xor))
        {
            return null;
        }

        var a = SetAlgebra.ToSet(machine, left)!;
        var b = SetAlgebra.ToSet(machine, right)!;
        return op switch
        {
            BinaryOperator.Or => SetAlgebra.Union(machine, a, b),
            BinaryOperator.And => SetAlgebra.Intersection(machine, a, b),
            BinaryOperator.Subtract => SetAlgebra.Difference(machine, a, b),
            _ => SetAlgebra.SymmetricDifference(machine, a, b),
        };
    }

    private static PyError Unsupported(BinaryOperator op, PyObject left, PyObject right, bool isInPlace)
    {
        var symbol = !isInPlace ? op.Symbol() : op == BinaryOperator.Power ? "** or pow()" : op.Symbol() + "=";
        return PyError.Type($"unsupported operand type(s) for {symbol}: '{left.Type.Name}' and '{right.Type.Name}'");
    }
}
