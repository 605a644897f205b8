using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Library;

/// <summary>
/// The few functions of numpy that such programs use, on numbers and (nested) lists of them. Arrays are lists: arithmetic between them is not
/// element by element.
/// </summary>
internal static class NumpyModule
{
    public static IEnumerable<KeyValuePair<string, PyObject>> Members()
    {
        yield return new("pi", new PyFloat(Math.PI));
        yield return new("e", new PyFloat(Math.E));
        yield return new("inf", new PyFloat(double.PositiveInfinity));
        yield return new("nan", new PyFloat(double.NaN));
        foreach (var function in Functions())
        {
            yield return new(function.Name, function);
        }
    }

    private static IEnumerable<PyNative> Functions() =>
    [
        Each("abs", (_, v) => Builtins.Abs(v)),
        Each("absolute", (_, v) => Builtins.Abs(v)),
        Each("ceil", (_, v) => new PyFloat(Math.Ceiling(Numbers.Double(v)))),
        Each("floor", (_, v) => new PyFloat(Math.Floor(Numbers.Double(v)))),
        Each("sqrt", (_, v) => new PyFloat(Math.Sqrt(Numbers.Double(v)))),
        Each("exp", (_, v) => new PyFloat(Math.Exp(Numbers.Double(v)))),
        Each("log", (_, v) => new PyFloat(Math.Log(Numbers.Double(v)))),
        Each("isnan", (_, v) => PyBool.Of(double.IsNaN(Numbers.Double(v)))),
        Each("square", (m, v) => Operators.Apply(m, BinaryOperator.Multiply, v, v)),
        new("round", "a, decimals=", (m, a) => MapAsync(m, a[0], (_, v) => Round(v, Arguments.Integer(a[1], 0)))),
        new("around", "a, decimals=", (m, a) => MapAsync(m, a[0], (_, v) => Round(v, Arguments.Integer(a[1], 0)))),
        new("array", "object, dtype=", (m, a) => MapAsync(m, a[0], (_, v) => v)),
        new("asarray", "object, dtype=", (m, a) => MapAsync(m, a[0], (_, v) => v)),
        new("arange", "start, stop=, step=", async (m, a) => new PyList(await Iteration.ToListAsync(m, await m.CallAsync(Types.Range, [.. a.TakeWhile(v => v is not null)])))),
        Over("mean", v => v.Average()),
        Over("average", v => v.Average()),
        Over("median", Median),
        Over("std", v => Math.Sqrt(Variance(v))),
        Over("var", Variance),
        new("percentile", "a, q", async (m, a) => new PyFloat(Quantile(await ValuesAsync(m, a[0]), Numbers.Double(a[1]) / 100))),
        new("quantile", "a, q", async (m, a) => new PyFloat(Quantile(await ValuesAsync(m, a[0]), Numbers.Double(a[1])))),
        new("sum", "a", async (m, a) => (await FlatAsync(m, a[0])).Aggregate((PyObject)PyInteger.Of(0), (t, v) => Operators.Apply(m, BinaryOperator.Add, t, v))),
        new("prod", "a", async (m, a) => (await FlatAsync(m, a[0])).Aggregate((PyObject)PyInteger.Of(1), (t, v) => Operators.Apply(m, BinaryOperator.Multiply, t, v))),
        Best("max", CompareOperator.Greater, (v, i) => v[i]),
        Best("amax", CompareOperator.Greater, (v, i) => v[i]),
        Best("min", CompareOperator.Less, (v, i) => v[i]),
        Best("amin", CompareOperator.Less, (v, i) => v[i]),
        Best("argmax", CompareOperator.Greater, (_, i) => PyInteger.Of(i)),
        Best("argmin", CompareOperator.Less, (_, i) => PyInteger.Of(i)),
        new("argsort", "a", async (m, a) => await ArgSortAsync(m, a[0])),
        new("sort", "a", async (m, a) => await m.CallAsync(Builtins.All["sorted"], a[0])),
        new("unique", "a", async (m, a) => await m.CallAsync(Builtins.All["sorted"], await m.CallAsync(Types.Set, a[0]))),
        new("clip", "a, a_min, a_max", (m, a) => MapAsync(m, a[0], (n, v) => Clip(n, v, a[1], a[2]))),
        new("any", "a", (m, a) => m.CallAsync(Builtins.All["any"], a[0])),
        new("all", "a", (m, a) => m.CallAsync(Builtins.All["all"], a[0])),
        new("maximum", "x1, x2", (m, a) => Ordering.IsLess(m, a[0], a[1]) ? a[1] : a[0]),
        new("minimum", "x1, x2", (m, a) => Ordering.IsLess(m, a[1], a[0]) ? a[1] : a[0]),
    ];

    private static PyNative Each(string name, Func<Machine, PyObject, PyObject> function) => new(name, "x", (m, a) => MapAsync(m, a[0], function));

    private static PyNative Over(string name, Func<List<double>, double> function) => new(name, "a", async (m, a) =>
    {
        var values = await ValuesAsync(m, a[0]);
        return new PyFloat(values.Count == 0 ? double.NaN : function(values));
    });

    private static PyNative Best(string name, CompareOperator isBetter, Func<List<PyObject>, int, PyObject> pick) => new(name, "a", async (m, a) =>
    {
        var values = await FlatAsync(m, a[0]);
        if (values.Count == 0)
        {
            throw PyError.ValueOf($"attempt to get {name} of an empty sequence");
        }

        var best = 0;
        for (var i = 1; i < values.Count; i++)
        {
            best = Ordering.Holds(m, isBetter, values[i], values[best]) ? i : best;
        }

        return pick(values, best);
    });

    private static async ValueTask<PyObject> MapAsync(Machine machine, PyObject value, Func<Machine, PyObject, PyObject> function)
    {
        machine.Step();
        if (value is PyText || Iteration.TryOf(value) is null)
        {
            return function(machine, value);
        }

        machine.EnterHost();
        try
        {
            var items = await Iteration.ToListAsync(machine, value);
            for (var i = 0; i < items.Count; i++)
            {
                items[i] = await MapAsync(machine, items[i], function);
            }

            return new PyList(items);
        }
        finally
        {
            machine.LeaveHost();
        }
    }

    private static async ValueTask<List<PyObject>> FlatAsync(Machine machine, PyObject value)
    {
        var flat = new List<PyObject>();
        await MapAsync(machine, value, (m, v) =>
        {
            m.Budget.Allocate(1);
            flat.Add(v);
            return v;
        });
        return flat;
    }

    private static async ValueTask<List<double>> ValuesAsync(Machine machine, PyObject value) => [.. (await FlatAsync(machine, value)).Select(Numbers.Double)];

    private static PyObject Round(PyObject value, long decimals) =>
        value is PyInteger ? value : new PyFloat(Scaled(Numbers.Double(value), decimals));

    // numpy scales, rounds and scales back, where Python rounds the exact value.
    private static double Scaled(double value, long decimals)
    {
        var scale = Math.Pow(10, Math.Abs(decimals));
        return decimals >= 0
            ? Math.Round(value * scale, MidpointRounding.ToEven) / scale
            : Math.Round(value / scale, MidpointRounding.ToEven) * scale;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        var middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    private static double Variance(List<double> values)
    {
        var mean = values.Average();
        return values.Average(v => (v - mean) * (v - mean));
    }

    private static double Quantile(List<double> values, double q)
    {
        if (values.Count == 0)
        {
            throw PyError.Index("index -1 is out of bounds for axis 0 with size 0");
        }

        if (q is < 0 or > 1)
        {
            throw PyError.ValueOf("Percentiles must be in the range [0, 100]");
        }

        values.Sort();
        var place = q * (values.Count - 1);
        var low = (int)Math.Floor(place);
        var high = Math.Min(low + 1, values.Count - 1);
        var (part, distance) = (place - low, values[high] - values[low]);
        return part >= 0.5 ? values[high] - (distance * (1 - part)) : values[low] + (distance * part);
    }

    private static PyObject Clip(Machine machine, PyObject value, PyObject low, PyObject high) =>
        low is not PyNone && Ordering.IsLess(machine, value, low) ? low : high is not PyNone && Ordering.IsLess(machine, high, value) ? high : value;

    private static async ValueTask<PyList> ArgSortAsync(Machine machine, PyObject value)
    {
        var keys = await FlatAsync(machine, value);
        var places = Enumerable.Range(0, keys.Count).Select(i => (PyObject)PyInteger.Of(i)).ToList();
        return new PyList(Sorting.Sort(machine, places, keys, reverse: false));
    }
}
