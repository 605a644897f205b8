using Sdvp.Core.Programs.Expressions.Evaluation;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>Comparisons, membership and identity. No function of the program is ever called, except by iterators under <c>in</c>.</summary>
internal static class Ordering
{
    /// <summary>Answers every comparison but membership.</summary>
    public static bool Holds(Machine machine, CompareOperator op, PyObject left, PyObject right) => op switch
    {
        CompareOperator.Equal => Equality.AreEqual(machine, left, right),
        CompareOperator.NotEqual => !Equality.AreEqual(machine, left, right),
        CompareOperator.Is => Equality.IsSame(left, right),
        CompareOperator.IsNot => !Equality.IsSame(left, right),
        _ => HoldsOrder(machine, op, left, right),
    };

    public static bool IsLess(Machine machine, PyObject left, PyObject right) => HoldsOrder(machine, CompareOperator.Less, left, right);

    public static string Symbol(CompareOperator op) => op switch
    {
        CompareOperator.Less => "<",
        CompareOperator.LessOrEqual => "<=",
        CompareOperator.Greater => ">",
        CompareOperator.GreaterOrEqual => ">=",
        CompareOperator.Equal => "==",
        CompareOperator.NotEqual => "!=",
        CompareOperator.In => "in",
        CompareOperator.NotIn => "not in",
        CompareOperator.Is => "is",
        _ => "is not",
    };

    private static bool HoldsOrder(Machine machine, CompareOperator op, PyObject left, PyObject right)
    {
        machine.Step();
        switch (left, right)
        {
            case (PyInteger a, PyInteger b):
                return Sign(op, a.Value.CompareTo(b.Value));
            case (PyInteger or PyFloat, PyInteger or PyFloat):
                return CompareNumbers(left, right) is { } order && Sign(op, order);
            case (PyText a, PyText b):
                return Sign(op, CompareTexts(a.Value, b.Value));
            case (PyList a, PyList b):
                return HoldsItems(machine, op, a.Items, b.Items);
            case (PyTuple a, PyTuple b):
                return HoldsItems(machine, op, a.Items, b.Items);
            case (PyDeque a, PyDeque b):
                return HoldsItems(machine, op, a.Items, b.Items);
            case (PySet a, PySet b):
                return HoldsSets(machine, op, a, b);
            case (PyDictView { Kind: not DictViewKind.Values }, PyDictView { Kind: not DictViewKind.Values } or PySet) or (PySet, PyDictView { Kind: not DictViewKind.Values }):
                return HoldsSets(machine, op, SetAlgebra.ToSet(machine, left)!, SetAlgebra.ToSet(machine, right)!);
            default:
                throw PyError.Type($"'{Symbol(op)}' not supported between instances of '{left.Type.Name}' and '{right.Type.Name}'");
        }
    }

    private static int? CompareNumbers(PyObject left, PyObject right)
    {
        if (left is PyFloat { Value: double.NaN } || right is PyFloat { Value: double.NaN })
        {
            return null;
        }

        return (left, right) switch
        {
            (PyInteger a, PyFloat b) => PythonNumbers.Compare(a.Value, b.Value),
            (PyFloat a, PyInteger b) => -PythonNumbers.Compare(b.Value, a.Value),
            (PyFloat a, PyFloat b) => a.Value.CompareTo(b.Value),
            _ => 0,
        };
    }

    // By code points: surrogates stand for characters above all others.
    private static int CompareTexts(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length; i++)
        {
            if (left[i] != right[i])
            {
                return char.IsSurrogate(left[i]) != char.IsSurrogate(right[i]) ? (char.IsSurrogate(left[i]) ? 1 : -1) : left[i].CompareTo(right[i]);
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    private static bool HoldsItems(Machine machine, CompareOperator op, IList<PyObject> left, IList<PyObject> right)
    {
        RunBudget.RequireStack();
        var length = Math.Min(left.Count, right.Count);
        for (var i = 0; i < length; i++)
        {
            if (!Equality.AreSameOrEqual(machine, left[i], right[i]))
            {
                return HoldsOrder(machine, op, left[i], right[i]);
            }
        }

        return Sign(op, left.Count.CompareTo(right.Count));
    }

    private static bool HoldsSets(Machine machine, CompareOperator op, PySet left, PySet right) => op switch
    {
        CompareOperator.LessOrEqual => SetAlgebra.IsSubset(machine, left, right),
        CompareOperator.Less => left.Count < right.Count && SetAlgebra.IsSubset(machine, left, right),
        CompareOperator.GreaterOrEqual => SetAlgebra.IsSubset(machine, right, left),
        _ => right.Count < left.Count && SetAlgebra.IsSubset(machine, right, left),
    };

    private static bool Sign(CompareOperator op, int order) => op switch
    {
        CompareOperator.Less => order < 0,
        CompareOperator.LessOrEqual => order <= 0,
        CompareOperator.Greater => order > 0,
        _ => order >= 0,
    };
}
