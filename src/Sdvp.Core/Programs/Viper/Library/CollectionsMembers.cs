using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Library;

/// <summary>The types of the module <c>collections</c>.</summary>
internal static class CollectionsMembers
{
    public static PyNative Counter { get; } = new("Counter", "iterable=, /, **kwargs", async (m, a) =>
    {
        var counter = new PyCounter();
        await CountAsync(m, counter, a[0], (PyDict)a[1], BinaryOperator.Add);
        return counter;
    });

    public static PyNative DefaultDict { get; } = new("defaultdict", "default_factory=, mapping=, /, **kwargs", async (m, a) =>
    {
        if (Arguments.IsGiven(a[0]) && !Machine.IsCallable(a[0]))
        {
            throw PyError.Type("first argument must be callable or None");
        }

        var dict = new PyDefaultDict(a[0] ?? PyNone.Instance);
        await DictMembers.UpdateAsync(m, dict, a[1], (PyDict)a[2]);
        return dict;
    });

    public static PyNative OrderedDict { get; } = new("OrderedDict", "mapping=, /, **kwargs", async (m, a) =>
    {
        var dict = new PyOrderedDict();
        await DictMembers.UpdateAsync(m, dict, a[0], (PyDict)a[1]);
        return dict;
    });

    public static PyNative Deque { get; } = new("deque", "iterable=, maxlen=", async (m, a) =>
    {
        var capacity = Arguments.IsGiven(a[1]) ? Arguments.Size(a[1]) : (int?)null;
        if (capacity < 0)
        {
            throw PyError.ValueOf("maxlen must be non-negative");
        }

        var deque = new PyDeque([], capacity);
        foreach (var item in a[0] is null ? [] : await Iteration.ToListAsync(m, a[0]))
        {
            Append(m, deque, item, atEnd: true);
        }

        return deque;
    });

    public static IEnumerable<PyNative> OfCounter() =>
    [
        new("elements", "self, /", (m, a) => Iteration.Of(Elements(m, (PyCounter)a[0]))) { Owner = "Counter" },
        new("most_common", "self, n=", (m, a) => MostCommon(m, (PyCounter)a[0], a[1])) { Owner = "Counter" },
        new("subtract", "self, iterable=, /, **kwargs", async (m, a) =>
        {
            await CountAsync(m, (PyCounter)a[0], a[1], (PyDict)a[2], BinaryOperator.Subtract);
            return PyNone.Instance;
        }) { Owner = "Counter" },
        new("total", "self, /", (m, a) => ((PyCounter)a[0]).Items.Aggregate((PyObject)PyInteger.Of(0), (t, i) => Operators.Apply(m, BinaryOperator.Add, t, i.Value))) { Owner = "Counter" },
        new("update", "self, iterable=, /, **kwargs", async (m, a) =>
        {
            await CountAsync(m, (PyCounter)a[0], a[1], (PyDict)a[2], BinaryOperator.Add);
            return PyNone.Instance;
        }) { Owner = "Counter" },
    ];

    public static IEnumerable<PyNative> OfOrderedDict() =>
    [
        new("move_to_end", "self, key, last=", (m, a) => MoveToEnd(m, (PyOrderedDict)a[0], a[1], Arguments.Truth(a[2], missing: true))) { Owner = "OrderedDict" },
        new("popitem", "self, last=", (_, a) => ((PyDict)a[0]).Pop(Arguments.Truth(a[1], missing: true)) is { } item
            ? new PyTuple([item.Key, item.Value])
            : throw PyError.Key(PyText.Of("dictionary is empty"))) { Owner = "OrderedDict" },
    ];

    public static IEnumerable<PyNative> OfDeque() =>
    [
        new("append", "self, x, /", (m, a) => Append(m, (PyDeque)a[0], a[1], atEnd: true)) { Owner = "deque" },
        new("appendleft", "self, x, /", (m, a) => Append(m, (PyDeque)a[0], a[1], atEnd: false)) { Owner = "deque" },
        new("clear", "self, /", (_, a) =>
        {
            ((PyDeque)a[0]).Items.Clear();
            return PyNone.Instance;
        }) { Owner = "deque" },
        new("copy", "self, /", (m, a) => new PyDeque(Arguments.MakeList(m, ((PyDeque)a[0]).Items).Items, ((PyDeque)a[0]).Capacity)) { Owner = "deque" },
        new("count", "self, value, /", (m, a) => PyInteger.Of(ListMembers.Count(m, ((PyDeque)a[0]).Items, a[1]))) { Owner = "deque" },
        new("extend", "self, iterable, /", (m, a) => ExtendAsync(m, (PyDeque)a[0], a[1], atEnd: true)) { Owner = "deque" },
        new("extendleft", "self, iterable, /", (m, a) => ExtendAsync(m, (PyDeque)a[0], a[1], atEnd: false)) { Owner = "deque" },
        new("index", "self, value, start=, stop=, /", (m, a) =>
            PyInteger.Of(ListMembers.IndexOf(m, ((PyDeque)a[0]).Items, a, () => $"{Repr.Of(m, a[1])} is not in deque"))) { Owner = "deque" },
        new("insert", "self, index, object, /", (m, a) => ListMembers.Insert(m, ((PyDeque)a[0]).Items, a[1], a[2])) { Owner = "deque" },
        new("pop", "self, /", (m, a) => Pop(m, (PyDeque)a[0], atEnd: true)) { Owner = "deque" },
        new("popleft", "self, /", (m, a) => Pop(m, (PyDeque)a[0], atEnd: false)) { Owner = "deque" },
        new("remove", "self, value, /", (m, a) => ListMembers.Remove(m, ((PyDeque)a[0]).Items, a[1], "deque.remove(x): x not in deque")) { Owner = "deque" },
        new("reverse", "self, /", (m, a) =>
        {
            ListMembers.Reverse(m, ((PyDeque)a[0]).Items);
            return PyNone.Instance;
        }) { Owner = "deque" },
        new("rotate", "self, n=, /", (m, a) => Rotate(m, ((PyDeque)a[0]).Items, Arguments.Integer(a[1], 1))) { Owner = "deque" },
    ];

    private static async ValueTask CountAsync(Machine machine, PyCounter counter, PyObject? items, PyDict named, BinaryOperator op)
    {
        if (items is PyDict counts)
        {
            foreach (var (key, count) in counts.Items.ToArray())
            {
                counter.Add(machine, key, op == BinaryOperator.Add ? count : Operators.Negate(count));
            }
        }
        else if (Arguments.IsGiven(items))
        {
            var one = PyInteger.Of(op == BinaryOperator.Add ? 1 : -1);
            var iterator = Iteration.Of(items!);
            while (await iterator.NextAsync(machine) is { } item)
            {
                counter.Add(machine, item, one);
            }
        }

        foreach (var (key, count) in named.Items)
        {
            counter.Add(machine, key, op == BinaryOperator.Add ? count : Operators.Negate(count));
        }
    }

    private static PyList Elements(Machine machine, PyCounter counter)
    {
        var items = new List<PyObject>();
        foreach (var (key, count) in counter.Items)
        {
            items.AddRange(SequenceOperators.Repeat(machine, [key], Math.Max(0, Numbers.Index(count))));
        }

        return new PyList(items);
    }

    private static PyList MostCommon(Machine machine, PyCounter counter, PyObject? number)
    {
        var pairs = counter.Items.Select(i => (PyObject)new PyTuple([i.Key, i.Value])).ToList();
        machine.Budget.Allocate(2 * pairs.Count);
        var sorted = Sorting.Sort(machine, pairs, [.. counter.Items.Select(i => i.Value)], reverse: true);
        return new PyList(Arguments.IsGiven(number) ? [.. sorted.Take((int)Math.Max(0, Arguments.Size(number!)))] : sorted);
    }

    private static PyNone MoveToEnd(Machine machine, PyOrderedDict dict, PyObject key, bool last)
    {
        var value = dict.Remove(machine, key) ?? throw PyError.Key(key);
        if (last)
        {
            dict.Set(machine, key, value);
            return PyNone.Instance;
        }

        var rest = dict.Items.ToArray();
        dict.Clear();
        dict.Set(machine, key, value);
        foreach (var (otherKey, other) in rest)
        {
            dict.Set(machine, otherKey, other);
        }

        return PyNone.Instance;
    }

    private static PyNone Append(Machine machine, PyDeque deque, PyObject value, bool atEnd)
    {
        machine.Budget.Allocate(1);
        var items = deque.Items;
        if (deque.Capacity == 0)
        {
            return PyNone.Instance;
        }

        if (items.Count == deque.Capacity)
        {
            items.RemoveAt(atEnd ? 0 : items.Count - 1);
        }

        machine.Step(1 + (items.Count / 64));
        items.Insert(atEnd ? items.Count : 0, value);
        return PyNone.Instance;
    }

    private static async ValueTask<PyObject> ExtendAsync(Machine machine, PyDeque deque, PyObject value, bool atEnd)
    {
        foreach (var item in await Iteration.ToListAsync(machine, value))
        {
            Append(machine, deque, item, atEnd);
        }

        return PyNone.Instance;
    }

    private static PyObject Pop(Machine machine, PyDeque deque, bool atEnd)
    {
        if (deque.Items.Count == 0)
        {
            throw PyError.Index("pop from an empty deque");
        }

        machine.Step(1 + (deque.Items.Count / 64));
        var place = atEnd ? deque.Items.Count - 1 : 0;
        var value = deque.Items[place];
        deque.Items.RemoveAt(place);
        return value;
    }

    private static PyNone Rotate(Machine machine, List<PyObject> items, long turns)
    {
        if (items.Count > 0)
        {
            machine.Step(items.Count);
            var shift = (int)(((turns % items.Count) + items.Count) % items.Count);
            var tail = items.GetRange(items.Count - shift, shift);
            items.RemoveRange(items.Count - shift, shift);
            items.InsertRange(0, tail);
        }

        return PyNone.Instance;
    }
}
