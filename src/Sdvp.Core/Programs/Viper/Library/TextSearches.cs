using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Library;

/// <summary>Methods of texts that look for parts.</summary>
internal static class TextSearches
{
    public static IEnumerable<PyNative> All() =>
    [
        TextMembers.Method("count", "sub, start=, end=, /", (m, s, a) => PyInteger.Of(Count(m, s, a))),
        TextMembers.Method("endswith", "suffix, start=, end=, /", (_, s, a) => PyBool.Of(Test(s, a, "endswith", (t, p) => t.EndsWith(p, StringComparison.Ordinal)))),
        TextMembers.Method("find", "sub, start=, end=, /", (m, s, a) => PyInteger.Of(Find(m, s, a, isLast: false))),
        TextMembers.Method("index", "sub, start=, end=, /", (m, s, a) => PyInteger.Of(Required(Find(m, s, a, isLast: false)))),
        TextMembers.Method("rfind", "sub, start=, end=, /", (m, s, a) => PyInteger.Of(Find(m, s, a, isLast: true))),
        TextMembers.Method("rindex", "sub, start=, end=, /", (m, s, a) => PyInteger.Of(Required(Find(m, s, a, isLast: true)))),
        TextMembers.Method("startswith", "prefix, start=, end=, /", (_, s, a) => PyBool.Of(Test(s, a, "startswith", (t, p) => t.StartsWith(p, StringComparison.Ordinal)))),
    ];

    private static int Required(int place) => place >= 0 ? place : throw PyError.ValueOf("substring not found");

    private static string Sought(PyObject value) => value is PyText text ? text.Value : throw PyError.Type($"must be str, not {value.Type.Name}");

    /// <summary>The part between the places that the arguments give; null where it begins behind the end.</summary>
    private static string? Part(PyText text, PyObject[] a, out int start)
    {
        start = Bound(a[2], 0, text.Length);
        var end = Bound(a[3], text.Length, text.Length);
        return start > text.Length || start > end ? null : text.Part(start, end);
    }

    private static int Bound(PyObject? value, int missing, int length)
    {
        if (!Arguments.IsGiven(value))
        {
            return missing;
        }

        var bound = value is PyInteger integer
            ? integer.Value
            : throw PyError.Type("slice indices must be integers or None or have an __index__ method");
        bound = bound < 0 ? Math.Max(0, bound + length) : bound;
        return missing == 0 ? (int)Math.Min(bound, length + 1L) : (int)Math.Min(bound, length);
    }

    private static int Find(Machine machine, PyText text, PyObject[] a, bool isLast)
    {
        var sought = Sought(a[1]);
        var part = Part(text, a, out var start);
        if (part is null)
        {
            return -1;
        }

        machine.Step(part.Length / 16);
        var found = isLast ? LastIndexOf(part, sought) : part.IndexOf(sought, StringComparison.Ordinal);
        return found < 0 ? -1 : start + PyText.Of(part).IndexOf(found);
    }

    private static int LastIndexOf(string text, string sought) => sought.Length == 0 ? text.Length : text.LastIndexOf(sought, StringComparison.Ordinal);

    private static int Count(Machine machine, PyText text, PyObject[] a)
    {
        var sought = Sought(a[1]);
        var part = Part(text, a, out _);
        if (part is null)
        {
            return 0;
        }

        machine.Step(part.Length / 16);
        if (sought.Length == 0)
        {
            return PyText.Of(part).Length + 1;
        }

        var count = 0;
        for (var at = part.IndexOf(sought, StringComparison.Ordinal); at >= 0; at = part.IndexOf(sought, at + sought.Length, StringComparison.Ordinal))
        {
            machine.Step();
            count++;
        }

        return count;
    }

    private static bool Test(PyText text, PyObject[] a, string function, Func<string, string, bool> test)
    {
        var part = Part(text, a, out _);
        switch (a[1])
        {
            case PyText one:
                return part is not null && test(part, one.Value);
            case PyTuple several:
                return several.Items.Any(i => i is PyText one
                    ? part is not null && test(part, one.Value)
                    : throw PyError.Type($"tuple for {function} must only contain str, not {i.Type.Name}"));
            default:
                throw PyError.Type($"{function} first arg must be str or a tuple of str, not {a[1].Type.Name}");
        }
    }
}
