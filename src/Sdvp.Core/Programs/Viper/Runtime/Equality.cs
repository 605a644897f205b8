using Sdvp.Core.Programs.Expressions.Evaluation;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>Whether two values are equal. No function of the program is ever called.</summary>
internal static class Equality
{
    public static bool AreEqual(Machine machine, PyObject left, PyObject right)
    {
        machine.Step();
        switch (left)
        {
            case PyInteger a:
                return right switch
                {
                    PyInteger b => a.Value == b.Value,
                    PyFloat b => !double.IsNaN(b.Value) && PythonNumbers.Compare(a.Value, b.Value) == 0,
                    _ => false,
                };
            case PyFloat a:
                return right switch
                {
                    PyFloat b => a.Value == b.Value,
                    PyInteger b => !double.IsNaN(a.Value) && PythonNumbers.Compare(b.Value, a.Value) == 0,
                    _ => false,
                };
            case PyText a:
                return right is PyText other && string.Equals(a.Value, other.Value, StringComparison.Ordinal);
            default:
                return AreContainersEqual(machine, left, right);
        }
    }

    /// <summary>Equal, or the very same: what containers look for.</summary>
    public static bool AreSameOrEqual(Machine machine, PyObject left, PyObject right) => ReferenceEquals(left, right) || AreEqual(machine, left, right);

    public static bool IsSame(PyObject left, PyObject right) => ReferenceEquals(left, right) || (left, right) switch
    {
        // Python shares small integers and short texts; sharing all equal ones here makes `is` less of a trap.
        (PyBool, _) or (_, PyBool) => false,
        (PyInteger a, PyInteger b) => a.Value == b.Value,
        (PyText a, PyText b) => a.Value == b.Value,
        (PyTuple { Items.Length: 0 }, PyTuple { Items.Length: 0 }) => true,
        (PyBoundMethod, PyBoundMethod) => false,
        _ => false,
    };

    private static bool AreContainersEqual(Machine machine, PyObject left, PyObject right)
    {
        RunBudget.RequireStack();
        return (left, right) switch
        {
            (PyList a, PyList b) => a.Items.Count == b.Items.Count && AreAllEqual(machine, a.Items, b.Items),
            (PyTuple a, PyTuple b) => a.Items.Length == b.Items.Length && AreAllEqual(machine, a.Items, b.Items),
            (PyDeque a, PyDeque b) => a.Items.Count == b.Items.Count && AreAllEqual(machine, a.Items, b.Items),
            (PyOrderedDict a, PyOrderedDict b) => AreDictsEqual(machine, a, b) && AreAllEqual(machine, [.. a.Items.Select(i => i.Key)], [.. b.Items.Select(i => i.Key)]),
            (PyDict a, PyDict b) => AreDictsEqual(machine, a, b),
            (PySet a, PySet b) => a.Count == b.Count && SetAlgebra.IsSubset(machine, a, b),
            (PyDictView a, PyDictView or PySet) when a.Kind != DictViewKind.Values => AreViewsEqual(machine, a, right),
            (PySet, PyDictView b) when b.Kind != DictViewKind.Values => AreViewsEqual(machine, b, left),
            (PyRange a, PyRange b) => a.Length == b.Length && (a.Length == 0 || (a.Start == b.Start && (a.Length == 1 || a.Step == b.Step))),
            (PyBoundMethod a, PyBoundMethod b) => ReferenceEquals(a.Self, b.Self) && ReferenceEquals(a.Method, b.Method),
            (PySlice a, PySlice b) => AreEqual(machine, a.Lower, b.Lower) && AreEqual(machine, a.Upper, b.Upper) && AreEqual(machine, a.Step, b.Step),
            _ => ReferenceEquals(left, right),
        };
    }

    private static bool AreAllEqual(Machine machine, IList<PyObject> left, IList<PyObject> right)
    {
        for (var i = 0; i < left.Count; i++)
        {
            if (!AreSameOrEqual(machine, left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreDictsEqual(Machine machine, PyDict left, PyDict right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        foreach (var (key, value) in left.Items)
        {
            if (right.Find(machine, key) is not { } other || !AreSameOrEqual(machine, value, other))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreViewsEqual(Machine machine, PyDictView left, PyObject right)
    {
        var a = SetAlgebra.ToSet(machine, left);
        var b = SetAlgebra.ToSet(machine, right);
        return a is not null && b is not null && a.Count == b.Count && SetAlgebra.IsSubset(machine, a, b);
    }
}
