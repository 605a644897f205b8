using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Library;

/// <summary>Constructors and methods of sets.</summary>
internal static class SetMembers
{
    public static PyNative Set { get; } = new("set", "iterable=, /", async (m, a) => await MakeAsync(m, a[0], false));

    public static PyNative FrozenSet { get; } = new("frozenset", "iterable=, /", async (m, a) =>
        a[0] is PySet { IsFrozen: true } frozen ? frozen : await MakeAsync(m, a[0], true));

    public static IEnumerable<PyNative> All() =>
    [
        .. OfFrozen("set"),
        new("add", "self, elem, /", (m, a) => Do(() => Of(a).Add(m, a[1]))) { Owner = "set" },
        new("clear", "self, /", (_, a) => Do(() => Of(a).Clear())) { Owner = "set" },
        new("discard", "self, elem, /", (m, a) => Do(() => Of(a).Remove(m, a[1]))) { Owner = "set" },
        new("remove", "self, elem, /", (m, a) => Do(() => Require(Of(a).Remove(m, a[1]), a[1]))) { Owner = "set" },
        new("pop", "self, /", (_, a) => Of(a).Pop() ?? throw PyError.Key(PyText.Of("pop from an empty set"))) { Owner = "set" },
        new("update", "self, *others", UpdateAsync) { Owner = "set" },
        new("intersection_update", "self, *others", async (m, a) =>
        {
            Of(a).TakeOver((PySet)await FoldAsync(m, a, IntersectAsync));
            return PyNone.Instance;
        }) { Owner = "set" },
        new("difference_update", "self, *others", async (m, a) =>
        {
            foreach (var other in ((PyTuple)a[1]).Items)
            {
                SetAlgebra.Remove(m, Of(a), await ToSetAsync(m, other));
            }

            return PyNone.Instance;
        }) { Owner = "set" },
        new("symmetric_difference_update", "self, other, /", async (m, a) =>
        {
            SetAlgebra.Toggle(m, Of(a), await ToSetAsync(m, a[1]));
            return PyNone.Instance;
        }) { Owner = "set" },
    ];

    public static IEnumerable<PyNative> OfFrozen() => OfFrozen("frozenset");

    public static IEnumerable<PyNative> OfKeys() =>
    [
        new("isdisjoint", "self, other, /", async (m, a) =>
            PyBool.Of(SetAlgebra.Intersection(m, SetAlgebra.ToSet(m, a[0])!, await ToSetAsync(m, a[1])).Count == 0)) { Owner = "dict_keys" },
    ];

    private static IEnumerable<PyNative> OfFrozen(string owner) =>
    [
        new("copy", "self, /", (m, a) => Of(a).IsFrozen ? a[0] : SetAlgebra.Copy(m, Of(a), false)) { Owner = owner },
        new("difference", "self, *others", (m, a) => FoldAsync(m, a, SubtractAsync)) { Owner = owner },
        new("intersection", "self, *others", (m, a) => FoldAsync(m, a, IntersectAsync)) { Owner = owner },
        new("union", "self, *others", async (m, a) => await UpdateAsync(
            m, [SetAlgebra.Copy(m, Of(a), Of(a).IsFrozen), new PyTuple([.. ((PyTuple)a[1]).Items.Where(o => !ReferenceEquals(o, a[0]))])], givesSet: true)) { Owner = owner },
        new("symmetric_difference", "self, other, /", async (m, a) => SetAlgebra.SymmetricDifference(m, Of(a), await ToSetAsync(m, a[1]))) { Owner = owner },
        new("isdisjoint", "self, other, /", async (m, a) => PyBool.Of(SetAlgebra.Intersection(m, Of(a), await ToSetAsync(m, a[1])).Count == 0)) { Owner = owner },
        new("issubset", "self, other, /", async (m, a) => PyBool.Of(SetAlgebra.IsSubset(m, Of(a), await ToSetAsync(m, a[1])))) { Owner = owner },
        new("issuperset", "self, other, /", async (m, a) => PyBool.Of(SetAlgebra.IsSubset(m, await ToSetAsync(m, a[1]), Of(a)))) { Owner = owner },
    ];

    private static PySet Of(PyObject[] a) => (PySet)a[0];

    private static PyNone Do(Action action)
    {
        action();
        return PyNone.Instance;
    }

    private static void Require(bool found, PyObject key)
    {
        if (!found)
        {
            throw PyError.Key(key);
        }
    }

    private static async ValueTask<PySet> MakeAsync(Machine machine, PyObject? iterable, bool isFrozen)
    {
        machine.Budget.Allocate(4);
        var set = new PySet(isFrozen);
        if (iterable is PySet other)
        {
            set.Merge(machine, other);
        }
        else if (iterable is not null)
        {
            var iterator = Iteration.Of(iterable);
            while (await iterator.NextAsync(machine) is { } item)
            {
                set.Add(machine, item);
            }
        }

        return set;
    }

    private static async ValueTask<PySet> ToSetAsync(Machine machine, PyObject value) => value as PySet ?? await MakeAsync(machine, value, false);

    private static async ValueTask<PyObject> FoldAsync(Machine machine, PyObject[] a, Func<Machine, PySet, PyObject, ValueTask<PySet>> combine)
    {
        var others = ((PyTuple)a[1]).Items;
        var result = others.Length == 0 ? SetAlgebra.Copy(machine, Of(a), Of(a).IsFrozen) : Of(a);
        foreach (var other in others)
        {
            result = await combine(machine, result, other);
        }

        return result;
    }

    // The common items of a set and an iterable stand in the order of the iterable.
    private static async ValueTask<PySet> IntersectAsync(Machine machine, PySet set, PyObject other)
    {
        if (other is PySet otherSet)
        {
            return SetAlgebra.Intersection(machine, set, otherSet);
        }

        var common = new PySet(set.IsFrozen);
        var iterator = Iteration.Of(other);
        while (await iterator.NextAsync(machine) is { } item)
        {
            if (set.Contains(machine, item))
            {
                common.Add(machine, item);
            }
        }

        return common;
    }

    // Without a set on the other side CPython copies and takes out.
    private static async ValueTask<PySet> SubtractAsync(Machine machine, PySet set, PyObject other)
    {
        if (other is PySet otherSet)
        {
            return SetAlgebra.Difference(machine, set, otherSet);
        }

        var rest = SetAlgebra.Copy(machine, set, set.IsFrozen);
        var iterator = Iteration.Of(other);
        while (await iterator.NextAsync(machine) is { } item)
        {
            rest.Remove(machine, item);
        }

        rest.Tidy(machine);
        return rest;
    }

    private static ValueTask<PyObject> UpdateAsync(Machine machine, PyObject[] a) => UpdateAsync(machine, a, givesSet: false);

    private static async ValueTask<PyObject> UpdateAsync(Machine machine, PyObject[] a, bool givesSet)
    {
        foreach (var other in ((PyTuple)a[1]).Items)
        {
            if (other is PySet set)
            {
                Of(a).Merge(machine, set);
                continue;
            }

            var iterator = Iteration.Of(other);
            while (await iterator.NextAsync(machine) is { } item)
            {
                Of(a).Add(machine, item);
            }
        }

        return givesSet ? a[0] : PyNone.Instance;
    }
}
