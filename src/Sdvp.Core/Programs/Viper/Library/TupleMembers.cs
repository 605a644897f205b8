using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Library;

/// <summary>Constructors and methods of tuples and ranges.</summary>
internal static class TupleMembers
{
    public static PyNative Constructor { get; } = new("tuple", "iterable=, /", async (m, a) => a[0] switch
    {
        null => PyTuple.Empty,
        PyTuple tuple => tuple,
        _ => new PyTuple([.. await Iteration.ToListAsync(m, a[0])]),
    });

    public static PyNative Range { get; } = new("range", "start, stop=, step=, /", (_, a) => MakeRange(a));

    public static IEnumerable<PyNative> All() =>
    [
        new("count", "self, value, /", (m, a) => PyInteger.Of(ListMembers.Count(m, ((PyTuple)a[0]).Items, a[1]))) { Owner = "tuple" },
        new("index", "self, value, start=, stop=, /", (m, a) =>
            PyInteger.Of(ListMembers.IndexOf(m, ((PyTuple)a[0]).Items, a, () => "tuple.index(x): x not in tuple"))) { Owner = "tuple" },
    ];

    public static IEnumerable<PyNative> OfRange() =>
    [
        new("count", "self, value, /", (_, a) => PyInteger.Of(a[1] is PyInteger value && ((PyRange)a[0]).Contains(value.Value) ? 1 : 0)) { Owner = "range" },
        new("index", "self, value, /", (m, a) => a[1] is PyInteger value && ((PyRange)a[0]).Contains(value.Value)
            ? PyInteger.Of((value.Value - ((PyRange)a[0]).Start) / ((PyRange)a[0]).Step)
            : throw PyError.ValueOf($"{Repr.Of(m, a[1])} is not in range")) { Owner = "range" },
    ];

    private static PyRange MakeRange(PyObject[] a)
    {
        var first = Numbers.Index(a[0]);
        if (a[1] is null)
        {
            return new PyRange(0, first, 1);
        }

        var step = Arguments.Integer(a[2], 1);
        return step == 0 ? throw PyError.ValueOf("range() arg 3 must not be zero") : new PyRange(first, Numbers.Index(a[1]), step);
    }
}
