using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary><c>in</c> and <c>not in</c>.</summary>
internal static class Membership
{
    public static ValueTask<PyObject> ContainsAsync(Machine machine, PyObject container, PyObject item, bool negate)
    {
        bool? contains = container switch
        {
            PyText text => item is PyText part
                ? text.Value.Contains(part.Value, StringComparison.Ordinal)
                : throw PyError.Type($"'in <string>' requires string as left operand, not {item.Type.Name}"),
            PyDict dict => dict.Find(machine, item) is not null,
            PyDictView { Kind: DictViewKind.Keys } view => view.Dict.Find(machine, item) is not null,
            PySet set => SetContains(machine, set, item),
            PyList list => Contains(machine, list.Items, item),
            PyTuple tuple => Contains(machine, tuple.Items, item),
            PyRange range when item is PyInteger integer => range.Contains(integer.Value),
            _ => null,
        };
        return contains is { } known ? new(PyBool.Of(known != negate)) : SearchAsync(machine, container, item, negate);
    }

    private static bool SetContains(Machine machine, PySet set, PyObject item)
    {
        // A set that is looked for is taken as frozen, as in Python.
        return set.Contains(machine, item is PySet { IsFrozen: false } inner ? SetAlgebra.Copy(machine, inner, true) : item);
    }

    private static bool Contains(Machine machine, IList<PyObject> items, PyObject item)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (Equality.AreSameOrEqual(machine, items[i], item))
            {
                return true;
            }

            machine.Step();
        }

        return false;
    }

    private static async ValueTask<PyObject> SearchAsync(Machine machine, PyObject container, PyObject item, bool negate)
    {
        var iterator = Iteration.TryOf(container) ?? throw PyError.Type($"argument of type '{container.Type.Name}' is not iterable");
        while (await iterator.NextAsync(machine) is { } other)
        {
            if (Equality.AreSameOrEqual(machine, other, item))
            {
                return PyBool.Of(!negate);
            }
        }

        return PyBool.Of(negate);
    }
}
