using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Library;

/// <summary>Built-in functions that walk over iterators.</summary>
internal static class IterationFunctions
{
    public static PyNative Map { get; } = new("map", "*args", (m, a) => MakeMap(((PyTuple)a[0]).Items));

    public static PyNative Filter { get; } = new("filter", "function, iterable, /", (_, a) => MakeFilter(a[0], Iteration.Of(a[1])));

    public static PyNative Zip { get; } = new("zip", "*args, strict=", (_, a) => MakeZip(((PyTuple)a[1]).Items, Arguments.Truth(a[0])));

    public static PyNative Enumerate { get; } = new("enumerate", "iterable, start=", (_, a) => MakeEnumerate(Iteration.Of(a[0]), Arguments.Integer(a[1], 0)));

    public static PyNative Reversed { get; } = new("reversed", "sequence, /", (_, a) =>
        Iteration.Reversed(a[0]) ?? throw PyError.Type($"'{a[0].Type.Name}' object is not reversible"));

    public static IEnumerable<PyNative> All() =>
    [
        new("all", "iterable, /", (m, a) => AnyAsync(m, a[0], false)),
        new("any", "iterable, /", (m, a) => AnyAsync(m, a[0], true)),
        new("iter", "object, sentinel=, /", (m, a) => a[1] is null ? Iteration.Of(a[0]) : MakeIter(m, a[0], a[1])),
        new("max", "*args, key=, default=", (m, a) => BestAsync(m, "max", a, CompareOperator.Greater)),
        new("min", "*args, key=, default=", (m, a) => BestAsync(m, "min", a, CompareOperator.Less)),
        new("next", "iterator, default=, /", NextAsync),
        new("sorted", "iterable, /, *, key=, reverse=", SortedAsync),
        new("sum", "iterable, /, start=", SumAsync),
    ];

    public static async ValueTask<List<PyObject>> SortAsync(Machine machine, List<PyObject> items, PyObject? key, bool reverse)
    {
        IReadOnlyList<PyObject> keys = items;
        if (Arguments.IsGiven(key))
        {
            machine.Budget.Allocate(items.Count);
            var made = new List<PyObject>(items.Count);
            foreach (var item in items)
            {
                made.Add(await machine.CallAsync(key!, item));
            }

            keys = made;
        }

        return Sorting.Sort(machine, items, keys, reverse);
    }

    private static async ValueTask<PyObject> SortedAsync(Machine machine, PyObject[] a)
    {
        var items = await Iteration.ToListAsync(machine, a[0]);
        return new PyList(await SortAsync(machine, items, a[1], Arguments.Truth(a[2])));
    }

    private static async ValueTask<PyObject> AnyAsync(Machine machine, PyObject iterable, bool wanted)
    {
        var iterator = Iteration.Of(iterable);
        while (await iterator.NextAsync(machine) is { } item)
        {
            if (item.IsTrue == wanted)
            {
                return PyBool.Of(wanted);
            }
        }

        return PyBool.Of(!wanted);
    }

    private static async ValueTask<PyObject> NextAsync(Machine machine, PyObject[] a)
    {
        var iterator = a[0] as PyIterator ?? throw PyError.Type($"'{a[0].Type.Name}' object is not an iterator");
        return await iterator.NextAsync(machine) ?? a[1] ?? throw new PyError(new PyException(Types.StopIteration, []));
    }

    private static async ValueTask<PyObject> SumAsync(Machine machine, PyObject[] a)
    {
        if (a[1] is PyText)
        {
            throw PyError.Type("sum() can't sum strings [use ''.join(seq) instead]");
        }

        var total = a[1] ?? PyInteger.Of(0);
        var iterator = Iteration.Of(a[0]);
        while (await iterator.NextAsync(machine) is { } item)
        {
            total = Operators.Apply(machine, BinaryOperator.Add, total, item);
        }

        return total;
    }

    private static async ValueTask<PyObject> BestAsync(Machine machine, string name, PyObject[] a, CompareOperator isBetter)
    {
        var (key, missing, values) = (a[0], a[1], ((PyTuple)a[2]).Items);
        if (values.Length == 0)
        {
            throw PyError.Type($"{name} expected at least 1 argument, got 0");
        }

        if (values.Length > 1 && missing is not null)
        {
            throw PyError.Type($"Cannot specify a default for {name}() with multiple positional arguments");
        }

        var iterator = Iteration.Of(values.Length == 1 ? values[0] : new PyTuple(values));
        PyObject? best = null;
        PyObject? bestKey = null;
        while (await iterator.NextAsync(machine) is { } item)
        {
            var itemKey = await Arguments.KeyOfAsync(machine, key, item);
            if (best is null || Ordering.Holds(machine, isBetter, itemKey, bestKey!))
            {
                (best, bestKey) = (item, itemKey);
            }
        }

        return best ?? missing ?? throw PyError.ValueOf($"{name}() arg is an empty sequence");
    }

    private static AsyncIterator MakeIter(Machine machine, PyObject function, PyObject sentinel)
    {
        if (!Machine.IsCallable(function))
        {
            throw PyError.Type("iter(v, w): v must be callable");
        }

        return new AsyncIterator(Types.Iterator, async m =>
        {
            var value = await m.CallAsync(function);
            return Equality.AreEqual(m, value, sentinel) ? null : value;
        });
    }

    private static AsyncIterator MakeMap(PyObject[] arguments)
    {
        if (arguments.Length < 2)
        {
            throw PyError.Type("map() must have at least two arguments.");
        }

        var iterators = arguments[1..].Select(Iteration.Of).ToArray();
        return new AsyncIterator(Types.Map, async machine =>
        {
            var values = new PyObject[iterators.Length];
            for (var i = 0; i < values.Length; i++)
            {
                if (await iterators[i].NextAsync(machine) is not { } value)
                {
                    return null;
                }

                values[i] = value;
            }

            return await machine.CallAsync(arguments[0], values);
        });
    }

    private static AsyncIterator MakeFilter(PyObject function, PyIterator iterator) => new(Types.Filter, async machine =>
    {
        while (await iterator.NextAsync(machine) is { } item)
        {
            if ((await Arguments.KeyOfAsync(machine, function, item)).IsTrue)
            {
                return item;
            }
        }

        return null;
    });

    private static AsyncIterator MakeEnumerate(PyIterator iterator, long number) => new(Types.Enumerate, async machine =>
        await iterator.NextAsync(machine) is { } item ? new PyTuple([PyInteger.Of(number++), item]) : null);

    private static AsyncIterator MakeZip(PyObject[] iterables, bool isStrict)
    {
        var iterators = new PyIterator[iterables.Length];
        for (var i = 0; i < iterators.Length; i++)
        {
            iterators[i] = Iteration.Of(iterables[i]);
        }

        return new AsyncIterator(Types.Zip, async machine =>
        {
            var values = new PyObject[iterators.Length];
            for (var i = 0; i < values.Length; i++)
            {
                if (await iterators[i].NextAsync(machine) is { } value)
                {
                    values[i] = value;
                    continue;
                }

                if (isStrict)
                {
                    await RequireAllEndedAsync(machine, iterators, i);
                }

                return null;
            }

            return values.Length == 0 ? null : new PyTuple(values);
        });
    }

    private static async ValueTask RequireAllEndedAsync(Machine machine, PyIterator[] iterators, int ended)
    {
        var before = ended == 1 ? "argument 1" : $"arguments 1-{ended}";
        if (ended > 0)
        {
            throw PyError.ValueOf($"zip() argument {ended + 1} is shorter than {before}");
        }

        for (var i = 1; i < iterators.Length; i++)
        {
            if (await iterators[i].NextAsync(machine) is not null)
            {
                throw PyError.ValueOf($"zip() argument {i + 1} is longer than {(i == 1 ? "argument 1" : $"arguments 1-{i}")}");
            }
        }
    }
}
