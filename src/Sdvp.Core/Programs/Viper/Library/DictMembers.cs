using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Library;

/// <summary>Constructor and methods of dicts.</summary>
internal static class DictMembers
{
    private const string Owner = "dict";

    public static PyNative Constructor { get; } = new("dict", "mapping=, /, **kwargs", async (m, a) =>
    {
        m.Budget.Allocate(2);
        var dict = new PyDict();
        await UpdateAsync(m, dict, a[0], (PyDict)a[1]);
        return dict;
    });

    public static IEnumerable<PyNative> All() =>
    [
        new("clear", "self, /", (_, a) =>
        {
            Of(a).Clear();
            return PyNone.Instance;
        }) { Owner = Owner },
        new("copy", "self, /", (m, a) => Copy(m, Of(a))) { Owner = Owner },
        new("fromkeys", "iterable, value=, /", FromKeysAsync) { Owner = Owner },
        new("get", "self, key, default=, /", (m, a) => Of(a).Find(m, a[1]) ?? a[2] ?? PyNone.Instance) { Owner = Owner },
        new("items", "self, /", (_, a) => new PyDictView(Of(a), DictViewKind.Items)) { Owner = Owner },
        new("keys", "self, /", (_, a) => new PyDictView(Of(a), DictViewKind.Keys)) { Owner = Owner },
        new("pop", "self, key, default=, /", (m, a) => Of(a).Remove(m, a[1]) ?? a[2] ?? throw PyError.Key(a[1])) { Owner = Owner },
        new("popitem", "self, /", (_, a) => Of(a).Pop(last: true) is { } item
            ? new PyTuple([item.Key, item.Value])
            : throw PyError.Key(PyText.Of("popitem(): dictionary is empty"))) { Owner = Owner },
        new("setdefault", "self, key, default=, /", (m, a) =>
        {
            if (Of(a).Find(m, a[1]) is { } found)
            {
                return found;
            }

            var value = a[2] ?? PyNone.Instance;
            Of(a).Set(m, a[1], value);
            return value;
        }) { Owner = Owner },
        new("update", "self, mapping=, /, **kwargs", async (m, a) =>
        {
            await UpdateAsync(m, Of(a), a[1], (PyDict)a[2]);
            return PyNone.Instance;
        }) { Owner = Owner },
        new("values", "self, /", (_, a) => new PyDictView(Of(a), DictViewKind.Values)) { Owner = Owner },
    ];

    public static PyDict Copy(Machine machine, PyDict dict)
    {
        var copy = dict.NewLike();
        copy.Update(machine, dict);
        return copy;
    }

    /// <summary>Adds the pairs of a mapping, or of an iterable of pairs, then those given by name.</summary>
    public static async ValueTask UpdateAsync(Machine machine, PyDict dict, PyObject? pairs, PyDict named)
    {
        if (pairs is PyDict other)
        {
            dict.Update(machine, other);
        }
        else if (pairs is not null)
        {
            var iterator = Iteration.Of(pairs);
            for (var i = 0; await iterator.NextAsync(machine) is { } pair; i++)
            {
                if (Iteration.TryOf(pair) is null)
                {
                    throw PyError.Type($"cannot convert dictionary update sequence element #{i} to a sequence");
                }

                var items = await Iteration.ToListAsync(machine, pair);
                if (items.Count != 2)
                {
                    throw PyError.ValueOf($"dictionary update sequence element #{i} has length {items.Count}; 2 is required");
                }

                dict.Set(machine, items[0], items[1]);
            }
        }

        dict.Update(machine, named);
    }

    private static PyDict Of(PyObject[] a) => (PyDict)a[0];

    private static async ValueTask<PyObject> FromKeysAsync(Machine machine, PyObject[] a)
    {
        var dict = new PyDict();
        var iterator = Iteration.Of(a[0]);
        while (await iterator.NextAsync(machine) is { } key)
        {
            dict.Set(machine, key, a[1] ?? PyNone.Instance);
        }

        return dict;
    }
}
