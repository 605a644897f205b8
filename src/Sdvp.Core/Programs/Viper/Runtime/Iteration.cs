using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>Walks over values.</summary>
internal static class Iteration
{
    /// <summary>An iterator over a value.</summary>
    public static PyIterator Of(PyObject value) => TryOf(value) ?? throw PyError.Type($"'{value.Type.Name}' object is not iterable");

    public static PyIterator? TryOf(PyObject value)
    {
        var i = 0;
        switch (value)
        {
            case PyIterator iterator:
                return iterator;
            case PyList list:
                return new InstantIterator(Types.Iterator, _ => i < list.Items.Count ? list.Items[i++] : null);
            case PyTuple tuple:
                return new InstantIterator(Types.Iterator, _ => i < tuple.Items.Length ? tuple.Items[i++] : null);
            case PyText text:
                return new InstantIterator(Types.Iterator, _ => i < text.Length ? text.CharacterAt(i++) : null);
            case PyRange range:
                long place = 0;
                return new InstantIterator(Types.Iterator, _ => place < range.Length ? PyInteger.Of(range.At(place++)) : null);
            case PyDict dict:
                return OfDict(new PyDictView(dict, DictViewKind.Keys));
            case PyDictView view:
                return OfDict(view);
            case PySet set:
                return OfSet(set);
            case PyDeque deque:
                var size = deque.Items.Count;
                return new InstantIterator(Types.Iterator, _ => deque.Items.Count != size ? throw PyError.Runtime("deque mutated during iteration") : i < size ? deque.Items[i++] : null);
            default:
                return null;
        }
    }

    /// <summary>From the last item to the first; null where a value has no order.</summary>
    public static PyIterator? Reversed(PyObject value)
    {
        switch (value)
        {
            case PyList list:
                var i = list.Items.Count;
                return new InstantIterator(Types.Reversed, _ => --i >= 0 && i < list.Items.Count ? list.Items[i] : null);
            case PyTuple tuple:
                var j = tuple.Items.Length;
                return new InstantIterator(Types.Reversed, _ => --j >= 0 ? tuple.Items[j] : null);
            case PyText text:
                var k = text.Length;
                return new InstantIterator(Types.Reversed, _ => --k >= 0 ? text.CharacterAt(k) : null);
            case PyRange range:
                var left = range.Length;
                return new InstantIterator(Types.Reversed, _ => --left >= 0 ? PyInteger.Of(range.At(left)) : null);
            case PyDeque deque:
                var n = deque.Items.Count;
                return new InstantIterator(Types.Reversed, _ => --n >= 0 && n < deque.Items.Count ? deque.Items[n] : null);
            case PyDict dict:
                return OfDictReversed(new PyDictView(dict, DictViewKind.Keys));
            case PyDictView view:
                return OfDictReversed(view);
            default:
                return null;
        }
    }

    /// <summary>All items in a new list, which is paid for.</summary>
    public static ValueTask<List<PyObject>> ToListAsync(Machine machine, PyObject value)
    {
        switch (value)
        {
            case PyList list:
                machine.Budget.Allocate(1 + list.Items.Count);
                machine.Step(list.Items.Count);
                return new([.. list.Items]);
            case PyTuple tuple:
                machine.Budget.Allocate(1 + tuple.Items.Length);
                machine.Step(tuple.Items.Length);
                return new([.. tuple.Items]);
            default:
                return DrainAsync(machine, Of(value));
        }
    }

    private static async ValueTask<List<PyObject>> DrainAsync(Machine machine, PyIterator iterator)
    {
        var items = new List<PyObject>();
        machine.Budget.Allocate(1);
        while (await iterator.NextAsync(machine) is { } item)
        {
            machine.Budget.Allocate(1);
            items.Add(item);
        }

        return items;
    }

    private static InstantIterator OfDict(PyDictView view)
    {
        var (place, count) = (0, view.Dict.Count);
        return new InstantIterator(Types.Iterator, _ =>
        {
            if (view.Dict.Count != count)
            {
                throw PyError.Runtime("dictionary changed size during iteration");
            }

            while (place < view.Dict.PlaceCount && view.Dict.KeyAt(place) is null)
            {
                place++;
            }

            return place < view.Dict.PlaceCount ? view.At(place++) : null;
        });
    }

    private static InstantIterator OfDictReversed(PyDictView view)
    {
        var (place, count) = (view.Dict.PlaceCount, view.Dict.Count);
        return new InstantIterator(Types.Reversed, _ =>
        {
            if (view.Dict.Count != count)
            {
                throw PyError.Runtime("dictionary changed size during iteration");
            }

            do
            {
                place--;
            }
            while (place >= 0 && (place >= view.Dict.PlaceCount || view.Dict.KeyAt(place) is null));
            return place >= 0 ? view.At(place) : null;
        });
    }

    private static InstantIterator OfSet(PySet set)
    {
        var (slot, count) = (0, set.Count);
        return new InstantIterator(Types.Iterator, machine =>
        {
            if (set.Count != count)
            {
                throw PyError.Runtime("Set changed size during iteration");
            }

            for (; slot < set.SlotCount; slot++)
            {
                if (set.ItemAt(slot) is { } item)
                {
                    slot++;
                    return item;
                }
            }

            return null;
        });
    }
}
