using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>Operations on sets, in the order in which CPython looks at their items.</summary>
internal static class SetAlgebra
{
    /// <summary>A set, or the keys or items of a dict, as a set; null for other values.</summary>
    public static PySet? ToSet(Machine machine, PyObject value)
    {
        if (value is PySet set)
        {
            return set;
        }

        if (value is not PyDictView { Kind: not DictViewKind.Values } view)
        {
            return null;
        }

        var made = new PySet(false);
        for (var i = 0; i < view.Dict.PlaceCount; i++)
        {
            if (view.Dict.KeyAt(i) is not null)
            {
                made.Add(machine, view.At(i));
            }
        }

        return made;
    }

    public static bool IsSubset(Machine machine, PySet left, PySet right)
    {
        for (var i = 0; left.Count <= right.Count && i < left.SlotCount; i++)
        {
            machine.Step();
            if (left.ItemAt(i) is { } item && !right.Contains(machine, item, left.HashAt(i)))
            {
                return false;
            }
        }

        return left.Count <= right.Count;
    }

    public static PySet Copy(Machine machine, PySet set, bool isFrozen)
    {
        var copy = new PySet(isFrozen);
        copy.Merge(machine, set);
        return copy;
    }

    public static PySet Union(Machine machine, PySet left, PySet right)
    {
        var union = Copy(machine, left, left.IsFrozen);
        if (!ReferenceEquals(left, right))
        {
            union.Merge(machine, right);
        }

        return union;
    }

    public static PySet Intersection(Machine machine, PySet left, PySet right)
    {
        var common = new PySet(left.IsFrozen);
        var (walked, asked) = right.Count > left.Count ? (left, right) : (right, left);
        for (var i = 0; i < walked.SlotCount; i++)
        {
            machine.Step();
            if (walked.ItemAt(i) is { } item && asked.Contains(machine, item, walked.HashAt(i)))
            {
                common.Add(machine, item, walked.HashAt(i));
            }
        }

        return common;
    }

    public static PySet Difference(Machine machine, PySet left, PySet right)
    {
        if (left.Count >> 2 > right.Count)
        {
            var copy = Copy(machine, left, left.IsFrozen);
            Remove(machine, copy, right);
            return copy;
        }

        var rest = new PySet(left.IsFrozen);
        for (var i = 0; i < left.SlotCount; i++)
        {
            machine.Step();
            if (left.ItemAt(i) is { } item && !right.Contains(machine, item, left.HashAt(i)))
            {
                rest.Add(machine, item, left.HashAt(i));
            }
        }

        return rest;
    }

    public static PySet SymmetricDifference(Machine machine, PySet left, PySet right)
    {
        var either = Copy(machine, right, left.IsFrozen);
        Toggle(machine, either, left);
        return either;
    }

    /// <summary>Takes items out of a set.</summary>
    public static void Remove(Machine machine, PySet set, PySet removed)
    {
        if (ReferenceEquals(set, removed))
        {
            set.Clear();
            return;
        }

        foreach (var item in (removed.Count >> 3 > set.Count ? Intersection(machine, set, removed) : removed).Items)
        {
            machine.Step();
            set.Remove(machine, item);
        }

        set.Tidy(machine);
    }

    /// <summary>Takes out the items that a set holds and adds those that it does not.</summary>
    public static void Toggle(Machine machine, PySet set, PySet other)
    {
        if (ReferenceEquals(set, other))
        {
            set.Clear();
            return;
        }

        foreach (var item in other.Items)
        {
            machine.Step();
            if (!set.Remove(machine, item))
            {
                set.Add(machine, item);
            }
        }
    }
}
