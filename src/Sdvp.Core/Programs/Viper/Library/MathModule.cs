using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Library;

/// <summary>The module <c>math</c>.</summary>
internal static class MathModule
{
    public static IEnumerable<KeyValuePair<string, PyObject>> Members()
    {
        yield return new("pi", new PyFloat(Math.PI));
        yield return new("e", new PyFloat(Math.E));
        yield return new("tau", new PyFloat(Math.Tau));
        yield return new("inf", new PyFloat(double.PositiveInfinity));
        yield return new("nan", new PyFloat(double.NaN));
        foreach (var function in Functions().Concat(MathIntegers.Functions()))
        {
            yield return new(function.Name, function);
        }
    }

    private static IEnumerable<PyNative> Functions() =>
    [
        Whole("ceil", Math.Ceiling),
        Whole("floor", Math.Floor),
        Whole("trunc", Math.Truncate),
        Real("acos", Math.Acos, x => Math.Abs(x) <= 1),
        Real("acosh", Math.Acosh, x => x >= 1),
        Real("asin", Math.Asin, x => Math.Abs(x) <= 1),
        Real("asinh", Math.Asinh),
        Real("atan", Math.Atan),
        Real("atanh", Math.Atanh, x => Math.Abs(x) < 1),
        Real("cbrt", Math.Cbrt),
        Real("cos", Math.Cos, double.IsFinite),
        Real("cosh", Math.Cosh),
        Real("degrees", x => x * (180.0 / Math.PI)),
        Real("exp", Math.Exp),
        Real("exp2", x => Math.Pow(2, x)),
        Real("fabs", Math.Abs),
        Real("log10", Math.Log10, x => x > 0),
        Real("log2", Math.Log2, x => x > 0),
        Real("log1p", x => Math.Abs(x) < 1e-5 ? x - (x * x / 2) + (x * x * x / 3) : Math.Log(1 + x), x => x > -1),
        Real("expm1", x => Math.Abs(x) < 1e-5 ? x + (x * x / 2) + (x * x * x / 6) : Math.Exp(x) - 1),
        Real("radians", x => x * (Math.PI / 180.0)),
        Real("sin", Math.Sin, double.IsFinite),
        Real("sinh", Math.Sinh),
        Real("sqrt", Math.Sqrt, x => x >= 0),
        Real("tan", Math.Tan, double.IsFinite),
        Real("tanh", Math.Tanh),
        Test("isfinite", double.IsFinite),
        Test("isinf", double.IsInfinity),
        Test("isnan", double.IsNaN),
        Pair("atan2", Math.Atan2),
        Pair("copysign", Math.CopySign),
        Pair("fmod", (x, y) => y == 0 || double.IsInfinity(x) ? throw Domain() : x % y),
        Pair("pow", Power),
        new("dist", "p, q, /", DistAsync),
        new("fsum", "seq, /", FsumAsync),
        new("hypot", "*args", (_, a) => Hypot([.. ((PyTuple)a[0]).Items.Select(Numbers.Double)])),
        new("isclose", "a, b, *, rel_tol=, abs_tol=", (_, a) => PyBool.Of(IsClose(Numbers.Double(a[0]), Numbers.Double(a[1]), a[2], a[3]))),
        new("log", "x, base=, /", (_, a) => new PyFloat(a[1] is null ? Log(a[0]) : Quotient(Log(a[0]), Log(a[1])))),
        new("modf", "x, /", (_, a) => Modf(Numbers.Double(a[0]))),
    ];

    private static PyError Domain() => PyError.ValueOf("math domain error");

    private static PyNative Whole(string name, Func<double, double> round) => new(name, "x, /", (_, a) => a[0] switch
    {
        PyInteger integer => PyInteger.Of(integer.Value),
        var other => Numbers.ToInteger(round(Numbers.Double(other))),
    });

    private static PyNative Real(string name, Func<double, double> function, Func<double, bool>? domain = null) => new(name, "x, /", (_, a) =>
    {
        var x = Numbers.Double(a[0]);
        if (double.IsNaN(x))
        {
            return new PyFloat(x);
        }

        if (domain is not null && !domain(x))
        {
            throw Domain();
        }

        var y = function(x);
        return double.IsInfinity(y) && double.IsFinite(x) ? throw PyError.Overflow("math range error") : new PyFloat(y);
    });

    private static PyNative Test(string name, Func<double, bool> test) => new(name, "x, /", (_, a) => PyBool.Of(test(Numbers.Double(a[0]))));

    private static PyNative Pair(string name, Func<double, double, double> function) =>
        new(name, "x, y, /", (_, a) => new PyFloat(function(Numbers.Double(a[0]), Numbers.Double(a[1]))));

    private static double Power(double x, double y)
    {
        var power = Math.Pow(x, y);
        return (x == 0 && y < 0) || (double.IsNaN(power) && !double.IsNaN(x) && !double.IsNaN(y)) ? throw Domain()
            : double.IsInfinity(power) && double.IsFinite(x) && double.IsFinite(y) ? throw PyError.Overflow("math range error")
            : power;
    }

    private static double Log(PyObject value)
    {
        var x = Numbers.Double(value);
        return x > 0 || double.IsNaN(x) ? Math.Log(x) : throw Domain();
    }

    private static double Quotient(double x, double y) => y == 0 ? throw PyError.ZeroDivision("float division by zero") : x / y;

    private static PyFloat Hypot(double[] sides)
    {
        var largest = sides.Select(Math.Abs).DefaultIfEmpty(0).Max();
        if (largest == 0 || double.IsInfinity(largest))
        {
            return new PyFloat(largest);
        }

        return new PyFloat(sides.Length == 2 ? double.Hypot(sides[0], sides[1]) : largest * Math.Sqrt(sides.Sum(s => s / largest * (s / largest))));
    }

    private static bool IsClose(double a, double b, PyObject? relative, PyObject? absolute)
    {
        var (rel, abs) = (relative is null ? 1e-9 : Numbers.Double(relative), absolute is null ? 0 : Numbers.Double(absolute));
        if (rel < 0 || abs < 0)
        {
            throw PyError.ValueOf("tolerances must be non-negative");
        }

        return a == b || (!double.IsInfinity(a) && !double.IsInfinity(b) && Math.Abs(a - b) <= Math.Max(rel * Math.Max(Math.Abs(a), Math.Abs(b)), abs));
    }

    private static PyTuple Modf(double x)
    {
        var whole = double.IsInfinity(x) ? x : Math.Truncate(x);
        return new PyTuple([new PyFloat(double.IsInfinity(x) ? Math.CopySign(0, x) : Math.CopySign(x - whole, x)), new PyFloat(whole)]);
    }

    private static async ValueTask<PyObject> DistAsync(Machine machine, PyObject[] a)
    {
        var p = await Iteration.ToListAsync(machine, a[0]);
        var q = await Iteration.ToListAsync(machine, a[1]);
        return p.Count == q.Count
            ? Hypot([.. p.Zip(q, (x, y) => Numbers.Double(x) - Numbers.Double(y))])
            : throw PyError.ValueOf("both points must have the same number of dimensions");
    }

    // Shewchuk's sum: partial sums that do not overlap lose nothing.
    private static async ValueTask<PyObject> FsumAsync(Machine machine, PyObject[] a)
    {
        var partials = new List<double>();
        foreach (var item in await Iteration.ToListAsync(machine, a[0]))
        {
            var x = Numbers.Double(item);
            var kept = 0;
            for (var i = 0; i < partials.Count; i++)
            {
                machine.Step();
                var y = partials[i];
                (x, y) = Math.Abs(x) < Math.Abs(y) ? (y, x) : (x, y);
                var high = x + y;
                var low = y - (high - x);
                if (low != 0)
                {
                    partials[kept++] = low;
                }

                x = high;
            }

            partials.RemoveRange(kept, partials.Count - kept);
            partials.Add(x);
        }

        return new PyFloat(Round(partials));
    }

    private static double Round(List<double> partials)
    {
        if (partials.Count == 0)
        {
            return 0;
        }

        var i = partials.Count - 1;
        var high = partials[i];
        var low = 0.0;
        while (i > 0 && low == 0)
        {
            var x = high;
            var y = partials[--i];
            high = x + y;
            low = y - (high - x);
        }

        if (i > 0 && ((low < 0 && partials[i - 1] < 0) || (low > 0 && partials[i - 1] > 0)))
        {
            var doubled = low * 2;
            var x = high + doubled;
            high = doubled == x - high ? x : high;
        }

        return high;
    }
}
