using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Library;

/// <summary>The module <c>itertools</c>.</summary>
internal static class ItertoolsModule
{
    public static IEnumerable<KeyValuePair<string, PyObject>> Members() => Functions().Select(f => new KeyValuePair<string, PyObject>(f.Name, f));

    private static IEnumerable<PyNative> Functions() =>
    [
        new("accumulate", "iterable, func=, *, initial=", (_, a) => Accumulate(Iteration.Of(a[0]), a[1], a[2])),
        new("chain", "*args", (_, a) => Chain(((PyTuple)a[0]).Items)),
        new("combinations", "iterable, r", (m, a) => ChooseAsync(m, a, ItertoolsChoices.Combinations)),
        new("combinations_with_replacement", "iterable, r", (m, a) => ChooseAsync(m, a, ItertoolsChoices.WithReplacement, canRepeat: true)),
        new("compress", "data, selectors", (_, a) => Compress(Iteration.Of(a[0]), Iteration.Of(a[1]))),
        new("count", "start=, step=", (_, a) => Count(a[0] ?? PyInteger.Of(0), a[1] ?? PyInteger.Of(1))),
        new("cycle", "iterable, /", (_, a) => Cycle(Iteration.Of(a[0]))),
        new("dropwhile", "predicate, iterable, /", (_, a) => DropWhile(a[0], Iteration.Of(a[1]))),
        new("filterfalse", "function, iterable, /", (_, a) => FilterFalse(a[0], Iteration.Of(a[1]))),
        new("groupby", "iterable, key=", GroupByAsync),
        new("islice", "iterable, start, stop=, step=, /", (_, a) => Slice(Iteration.Of(a[0]), a)),
        new("pairwise", "iterable, /", (_, a) => Pairwise(Iteration.Of(a[0]))),
        new("permutations", "iterable, r=", (m, a) => ChooseAsync(m, a, ItertoolsChoices.Permutations)),
        new("product", "*args, repeat=", ProductAsync),
        new("repeat", "object, times=", (_, a) => Repeat(a[0], a[1] is null ? long.MaxValue : Numbers.Index(a[1]))),
        new("starmap", "function, iterable, /", (_, a) => StarMap(a[0], Iteration.Of(a[1]))),
        new("takewhile", "predicate, iterable, /", (_, a) => TakeWhile(a[0], Iteration.Of(a[1]))),
        new("zip_longest", "*args, fillvalue=", (_, a) => ZipLongest([.. ((PyTuple)a[1]).Items.Select(Iteration.Of)], a[0] ?? PyNone.Instance)),
    ];

    private static AsyncIterator Make(Func<Machine, ValueTask<PyObject?>> next) => new(Types.Iterator, next);

    private static AsyncIterator Accumulate(PyIterator iterator, PyObject? function, PyObject? initial)
    {
        PyObject? total = null;
        var isFirst = true;
        return Make(async machine =>
        {
            if (isFirst && Arguments.IsGiven(initial))
            {
                isFirst = false;
                return total = initial;
            }

            isFirst = false;
            if (await iterator.NextAsync(machine) is not { } item)
            {
                return null;
            }

            total = total is null ? item
                : Arguments.IsGiven(function) ? await machine.CallAsync(function!, total, item)
                : Operators.Apply(machine, BinaryOperator.Add, total, item);
            return total;
        });
    }

    private static AsyncIterator Chain(PyObject[] iterables)
    {
        var place = 0;
        PyIterator? current = null;
        return Make(async machine =>
        {
            while (current is not null || place < iterables.Length)
            {
                machine.Step();
                current ??= Iteration.Of(iterables[place++]);
                if (await current.NextAsync(machine) is { } item)
                {
                    return item;
                }

                current = null;
            }

            return null;
        });
    }

    private static AsyncIterator Compress(PyIterator data, PyIterator selectors) => Make(async machine =>
    {
        while (await data.NextAsync(machine) is { } item && await selectors.NextAsync(machine) is { } selected)
        {
            if (selected.IsTrue)
            {
                return item;
            }
        }

        return null;
    });

    private static AsyncIterator Count(PyObject start, PyObject step)
    {
        PyObject? next = start;
        return Make(machine =>
        {
            var value = next!;
            next = Operators.Apply(machine, BinaryOperator.Add, value, step);
            return new(value);
        });
    }

    private static AsyncIterator Cycle(PyIterator iterator)
    {
        var saved = new List<PyObject>();
        var place = -1;
        return Make(async machine =>
        {
            if (place < 0 && await iterator.NextAsync(machine) is { } item)
            {
                machine.Budget.Allocate(1);
                saved.Add(item);
                return item;
            }

            place = saved.Count == 0 ? 0 : (place + 1) % saved.Count;
            return saved.Count == 0 ? null : saved[place];
        });
    }

    private static AsyncIterator DropWhile(PyObject predicate, PyIterator iterator)
    {
        var isDropping = true;
        return Make(async machine =>
        {
            while (await iterator.NextAsync(machine) is { } item)
            {
                isDropping = isDropping && (await machine.CallAsync(predicate, item)).IsTrue;
                if (!isDropping)
                {
                    return item;
                }
            }

            return null;
        });
    }

    private static AsyncIterator TakeWhile(PyObject predicate, PyIterator iterator) => Make(async machine =>
        await iterator.NextAsync(machine) is { } item && (await machine.CallAsync(predicate, item)).IsTrue ? item : null);

    private static AsyncIterator FilterFalse(PyObject function, PyIterator iterator) => Make(async machine =>
    {
        while (await iterator.NextAsync(machine) is { } item)
        {
            if (!(await Arguments.KeyOfAsync(machine, function, item)).IsTrue)
            {
                return item;
            }
        }

        return null;
    });

    private static AsyncIterator Slice(PyIterator iterator, PyObject[] a)
    {
        var isOne = a[2] is null && a[3] is null;
        var (start, stop) = isOne ? (0, Part(a[1], long.MaxValue)) : (Part(a[1], 0), Part(a[2], long.MaxValue));
        var step = Part(a[3], 1);
        if (start < 0 || stop < 0 || step < 1)
        {
            throw PyError.ValueOf("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
        }

        var (place, next) = (0L, start);
        return Make(async machine =>
        {
            while (next < stop && await iterator.NextAsync(machine) is { } item)
            {
                if (place++ == next)
                {
                    next += step;
                    return item;
                }
            }

            return null;
        });

        static long Part(PyObject? value, long missing) => Arguments.IsGiven(value) ? Numbers.Index(value!) : missing;
    }

    private static AsyncIterator Pairwise(PyIterator iterator)
    {
        PyObject? before = null;
        return Make(async machine =>
        {
            before ??= await iterator.NextAsync(machine);
            if (before is null || await iterator.NextAsync(machine) is not { } item)
            {
                return null;
            }

            var pair = new PyTuple([before, item]);
            before = item;
            return pair;
        });
    }

    private static AsyncIterator Repeat(PyObject value, long times) => Make(_ => new(times-- > 0 ? value : null));

    private static AsyncIterator StarMap(PyObject function, PyIterator iterator) => Make(async machine =>
        await iterator.NextAsync(machine) is { } item ? await machine.CallAsync(function, [.. await Iteration.ToListAsync(machine, item)]) : null);

    private static AsyncIterator ZipLongest(PyIterator[] iterators, PyObject fill) => Make(async machine =>
    {
        var values = new PyObject[iterators.Length];
        var any = false;
        for (var i = 0; i < values.Length; i++)
        {
            var value = await iterators[i].NextAsync(machine);
            any |= value is not null;
            values[i] = value ?? fill;
        }

        return any ? new PyTuple(values) : null;
    });

    private static async ValueTask<PyObject> GroupByAsync(Machine machine, PyObject[] a)
    {
        // Groups are made as lists at once: nothing of a program can tell, unless it lets a group wait behind the next.
        var groups = new List<PyObject>();
        var iterator = Iteration.Of(a[0]);
        PyObject? lastKey = null;
        var items = new List<PyObject>();
        while (await iterator.NextAsync(machine) is { } item)
        {
            machine.Budget.Allocate(1);
            var key = await Arguments.KeyOfAsync(machine, a[1], item);
            if (lastKey is null || !Equality.AreSameOrEqual(machine, lastKey, key))
            {
                items = [];
                machine.Budget.Allocate(4);
                groups.Add(new PyTuple([key, Iteration.Of(new PyList(items))]));
                lastKey = key;
            }

            items.Add(item);
        }

        return Iteration.Of(new PyList(groups));
    }

    private static async ValueTask<PyObject> ChooseAsync(Machine machine, PyObject[] a, Func<int, int, IEnumerable<int[]>> choose, bool canRepeat = false)
    {
        var items = await Iteration.ToListAsync(machine, a[0]);
        var size = a.Length > 1 && Arguments.IsGiven(a[1]) ? Numbers.Index(a[1]) : items.Count;
        if (size < 0)
        {
            throw PyError.ValueOf("r must be non-negative");
        }

        if (size > items.Count && !canRepeat)
        {
            return Make(_ => default);
        }

        machine.Budget.Allocate(size);
        return Walk(choose(items.Count, (int)size).GetEnumerator(), choice => [.. choice.Select(i => items[i])]);
    }

    private static async ValueTask<PyObject> ProductAsync(Machine machine, PyObject[] a)
    {
        var pools = new List<List<PyObject>>();
        foreach (var iterable in ((PyTuple)a[1]).Items)
        {
            pools.Add(await Iteration.ToListAsync(machine, iterable));
        }

        var times = Arguments.Integer(a[0], 1);
        machine.Budget.Allocate(Math.Max(0, times) * Math.Max(1, pools.Count));
        var repeated = Enumerable.Repeat(pools, (int)Math.Max(0, times)).SelectMany(p => p).ToList();
        return Walk(
            ItertoolsChoices.Product([.. repeated.Select(p => p.Count)]).GetEnumerator(),
            choice => [.. choice.Select((place, pool) => repeated[pool][place])]);
    }

    private static AsyncIterator Walk(IEnumerator<int[]> choices, Func<int[], PyObject[]> pick) => Make(machine =>
    {
        if (!choices.MoveNext())
        {
            return default;
        }

        machine.Step(choices.Current.Length);
        return new(new PyTuple(pick(choices.Current)));
    });
}
