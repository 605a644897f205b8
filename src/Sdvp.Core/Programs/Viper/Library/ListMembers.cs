using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Library;

/// <summary>Constructor and methods of lists.</summary>
internal static class ListMembers
{
    private const string Owner = "list";

    public static PyNative Constructor { get; } = new("list", "iterable=, /", async (m, a) =>
        new PyList(a[0] is null ? [] : await Iteration.ToListAsync(m, a[0])));

    public static IEnumerable<PyNative> All() =>
    [
        new("append", "self, object, /", (m, a) => Append(m, a[0], a[1])) { Owner = Owner },
        new("clear", "self, /", (_, a) => Do(() => Of(a).Items.Clear())) { Owner = Owner },
        new("copy", "self, /", (m, a) => Arguments.MakeList(m, Of(a).Items)) { Owner = Owner },
        new("count", "self, value, /", (m, a) => PyInteger.Of(Count(m, Of(a).Items, a[1]))) { Owner = Owner },
        new("extend", "self, iterable, /", async (m, a) =>
        {
            var items = await Iteration.ToListAsync(m, a[1]);
            Of(a).Items.AddRange(items);
            return PyNone.Instance;
        }) { Owner = Owner },
        new("index", "self, value, start=, stop=, /", (m, a) => PyInteger.Of(IndexOf(m, Of(a).Items, a, () => $"{Repr.Of(m, a[1])} is not in list"))) { Owner = Owner },
        new("insert", "self, index, object, /", (m, a) => Insert(m, Of(a).Items, a[1], a[2])) { Owner = Owner },
        new("pop", "self, index=, /", (m, a) => Pop(m, Of(a).Items, a[1])) { Owner = Owner },
        new("remove", "self, value, /", (m, a) => Remove(m, Of(a).Items, a[1])) { Owner = Owner },
        new("reverse", "self, /", (m, a) => Do(() => Reverse(m, Of(a).Items))) { Owner = Owner },
        new("sort", "self, *, key=, reverse=", SortAsync) { Owner = Owner },
    ];

    public static int Count(Machine machine, IList<PyObject> items, PyObject value)
    {
        var count = 0;
        for (var i = 0; i < items.Count; i++)
        {
            count += Equality.AreSameOrEqual(machine, items[i], value) ? 1 : 0;
            machine.Step();
        }

        return count;
    }

    /// <summary>Where a value stands between the places that the third and fourth argument give.</summary>
    public static int IndexOf(Machine machine, IList<PyObject> items, PyObject[] a, Func<string> missing)
    {
        var start = Bound(a[2], 0, items.Count);
        var stop = Bound(a[3], items.Count, items.Count);
        for (var i = start; i < Math.Min(stop, items.Count); i++)
        {
            if (Equality.AreSameOrEqual(machine, items[i], a[1]))
            {
                return i;
            }

            machine.Step();
        }

        throw PyError.ValueOf(missing());
    }

    public static PyObject Insert(Machine machine, List<PyObject> items, PyObject index, PyObject value)
    {
        machine.Budget.Allocate(1);
        machine.Step(1 + (items.Count / 64));
        items.Insert(Bound(index, 0, items.Count), value);
        return PyNone.Instance;
    }

    public static PyObject Remove(Machine machine, List<PyObject> items, PyObject value, string message = "list.remove(x): x not in list")
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (Equality.AreSameOrEqual(machine, items[i], value))
            {
                machine.Step(1 + (items.Count / 64));
                items.RemoveAt(i);
                return PyNone.Instance;
            }

            machine.Step();
        }

        throw PyError.ValueOf(message);
    }

    public static void Reverse(Machine machine, List<PyObject> items)
    {
        machine.Step(items.Count);
        items.Reverse();
    }

    private static PyList Of(PyObject[] a) => (PyList)a[0];

    private static PyNone Append(Machine machine, PyObject list, PyObject value)
    {
        machine.Budget.Allocate(1);
        ((PyList)list).Items.Add(value);
        return PyNone.Instance;
    }

    private static PyNone Do(Action action)
    {
        action();
        return PyNone.Instance;
    }

    private static int Bound(PyObject? value, int missing, int count)
    {
        if (value is null)
        {
            return missing;
        }

        var bound = Numbers.Index(value);
        return (int)Math.Clamp(bound < 0 ? bound + count : bound, 0, count);
    }

    private static PyObject Pop(Machine machine, List<PyObject> items, PyObject? index)
    {
        if (items.Count == 0)
        {
            throw PyError.Index("pop from empty list");
        }

        var place = Arguments.Integer(index, -1);
        place = place < 0 ? place + items.Count : place;
        if (place < 0 || place >= items.Count)
        {
            throw PyError.Index("pop index out of range");
        }

        machine.Step(1 + ((items.Count - place) / 64));
        var value = items[(int)place];
        items.RemoveAt((int)place);
        return value;
    }

    private static async ValueTask<PyObject> SortAsync(Machine machine, PyObject[] a)
    {
        // The list is empty while its order is found, so that a key function cannot pull it from under the sort.
        var list = (PyList)a[0];
        var items = list.Items;
        list.Items = [];
        try
        {
            items = await IterationFunctions.SortAsync(machine, items, a[1], Arguments.Truth(a[2]));
            if (list.Items.Count > 0)
            {
                throw PyError.ValueOf("list modified during sort");
            }

            return PyNone.Instance;
        }
        finally
        {
            list.Items = items;
        }
    }
}
