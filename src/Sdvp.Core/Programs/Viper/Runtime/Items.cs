using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>Items and slices of values: reading, writing, deleting.</summary>
internal static class Items
{
    public static ValueTask<PyObject> GetAsync(Machine machine, PyObject owner, PyObject key)
    {
        if (owner is PyDict dict)
        {
            return dict.Find(machine, key) is { } found ? new(found) : MissingAsync(machine, dict, key);
        }

        return new(owner switch
        {
            PyList list => key is PySlice slice ? new PyList(Slice(machine, list.Items, slice)) : list.Items[Place(key, list.Items.Count, "list")],
            PyTuple tuple => key is PySlice slice ? new PyTuple([.. Slice(machine, tuple.Items, slice)]) : tuple.Items[Place(key, tuple.Items.Length, "tuple")],
            PyText text => key is PySlice slice ? Slice(machine, text, slice) : text.CharacterAt(TextPlace(key, text.Length)),
            PyRange range => key is PySlice slice ? Slice(range, slice) : PyInteger.Of(range.At(RangePlace(key, range))),
            PyDeque deque => deque.Items[DequePlace(key, deque.Items.Count)],
            IPyIndexable own => own.Index(machine, key),
            PyType type when type != Types.Type || key is PyType => type,
            _ => throw PyError.Type($"'{owner.Type.Name}' object is not subscriptable"),
        });
    }

    public static void Set(Machine machine, PyObject owner, PyObject key, PyObject value)
    {
        switch (owner)
        {
            case PyDict dict:
                dict.Set(machine, key, value);
                break;
            case PyList list:
                list.Items[Place(key, list.Items.Count, "list", "list assignment index out of range")] = value;
                break;
            case PyDeque deque:
                deque.Items[DequePlace(key, deque.Items.Count)] = value;
                break;
            default:
                throw PyError.Type($"'{owner.Type.Name}' object does not support item assignment");
        }
    }

    public static void SetSlice(Machine machine, PyList list, PySlice slice, List<PyObject> values)
    {
        var places = Slicing.Of(slice, list.Items.Count);
        machine.Budget.Allocate(values.Count);
        machine.Step(list.Items.Count + values.Count);
        if (places.Step == 1)
        {
            list.Items.RemoveRange((int)places.Start, places.Count);
            list.Items.InsertRange((int)places.Start, values);
            return;
        }

        if (values.Count != places.Count)
        {
            throw PyError.ValueOf($"attempt to assign sequence of size {values.Count} to extended slice of size {places.Count}");
        }

        for (var i = 0; i < places.Count; i++)
        {
            list.Items[places.At(i)] = values[i];
        }
    }

    public static void Delete(Machine machine, PyObject owner, PyObject key)
    {
        switch (owner)
        {
            case PyDict dict:
                if (dict.Remove(machine, key) is null)
                {
                    throw PyError.Key(key);
                }

                break;
            case PyList list when key is PySlice slice:
                DeleteSlice(machine, list, slice);
                break;
            case PyList list:
                machine.Step(1 + (list.Items.Count / 64));
                list.Items.RemoveAt(Place(key, list.Items.Count, "list", "list assignment index out of range"));
                break;
            case PyDeque deque:
                deque.Items.RemoveAt(DequePlace(key, deque.Items.Count));
                break;
            default:
                throw PyError.Type($"'{owner.Type.Name}' object doesn't support item deletion");
        }
    }

    private static void DeleteSlice(Machine machine, PyList list, PySlice slice)
    {
        var places = Slicing.Of(slice, list.Items.Count);
        machine.Step(list.Items.Count);
        var deleted = Enumerable.Range(0, places.Count).Select(places.At).ToHashSet();
        var i = 0;
        list.Items.RemoveAll(_ => deleted.Contains(i++));
    }

    private static async ValueTask<PyObject> MissingAsync(Machine machine, PyDict dict, PyObject key) =>
        await dict.MissingAsync(machine, key) ?? throw PyError.Key(key);

    private static List<PyObject> Slice(Machine machine, IReadOnlyList<PyObject> items, PySlice slice)
    {
        var places = Slicing.Of(slice, items.Count);
        machine.Budget.Allocate(1 + places.Count);
        machine.Step(places.Count);
        var part = new List<PyObject>(places.Count);
        for (var i = 0; i < places.Count; i++)
        {
            part.Add(items[places.At(i)]);
        }

        return part;
    }

    private static PyText Slice(Machine machine, PyText text, PySlice slice)
    {
        var places = Slicing.Of(slice, text.Length);
        machine.Budget.AllocateText(places.Count);
        if (places.Step == 1)
        {
            return PyText.Of(places.Count == 0 ? "" : text.Part((int)places.Start, (int)places.Start + places.Count));
        }

        var output = new System.Text.StringBuilder(places.Count);
        for (var i = 0; i < places.Count; i++)
        {
            output.Append(text.Part(places.At(i), places.At(i) + 1));
        }

        return PyText.Of(output.ToString());
    }

    private static PyRange Slice(PyRange range, PySlice slice)
    {
        if (range.Length > int.MaxValue)
        {
            throw PyError.Overflow("range too long to take a slice of");
        }

        var places = Slicing.Of(slice, (int)range.Length);
        return new PyRange(range.At(places.Start), range.At(places.Stop), checked(range.Step * places.Step));
    }

    private static int Place(PyObject key, int count, string kind, string? outOfRange = null)
    {
        if (key is not PyInteger integer)
        {
            throw PyError.Type($"{kind} indices must be integers or slices, not {key.Type.Name}");
        }

        var place = integer.Value < 0 ? integer.Value + count : integer.Value;
        return place >= 0 && place < count ? (int)place : throw PyError.Index(outOfRange ?? $"{kind} index out of range");
    }

    private static int TextPlace(PyObject key, int count) =>
        key is PyInteger ? Place(key, count, "string") : throw PyError.Type($"string indices must be integers, not '{key.Type.Name}'");

    private static int DequePlace(PyObject key, int count) =>
        key is PyInteger ? Place(key, count, "deque") : throw PyError.Type($"sequence index must be integer, not '{key.Type.Name}'");

    private static long RangePlace(PyObject key, PyRange range)
    {
        if (key is not PyInteger integer)
        {
            throw PyError.Type($"range indices must be integers or slices, not {key.Type.Name}");
        }

        var place = integer.Value < 0 ? integer.Value + range.Length : integer.Value;
        return place >= 0 && place < range.Length ? place : throw PyError.Index("range object index out of range");
    }
}
