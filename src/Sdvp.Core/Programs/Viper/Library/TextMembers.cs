using System.Text;
using Sdvp.Core.Programs.Viper.Formatting;
using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Library;

/// <summary>Constructor and methods of texts.</summary>
internal static class TextMembers
{
    private const string Owner = "str";

    public static PyNative Constructor { get; } = new("str", "object=", (m, a) => a[0] is null ? PyText.Empty : Make(m, Repr.Str(m, a[0])));

    public static IEnumerable<PyNative> All() =>
    [
        .. TextCases.All(),
        .. TextSearches.All(),
        .. TextSplits.All(),
        Method("center", "width, fillchar=, /", (m, s, a) => Pad(m, s, a[1], a[2], '^')),
        Method("expandtabs", "tabsize=", (m, s, a) => Make(m, ExpandTabs(m, s.Value, Arguments.Integer(a[1], 8)))),
        new("format", "self, /, *args, **kwargs", async (m, a) =>
            PyText.Of(await new BraceFormat(m, ((PyTuple)a[1]).Items, (PyDict)a[2]).FormatAsync(Of(a).Value))) { Owner = Owner },
        new("format_map", "self, mapping, /", async (m, a) =>
            PyText.Of(await new BraceFormat(m, [], a[1] as PyDict ?? throw PyError.Type("format_map() argument must be a dict")).FormatAsync(Of(a).Value))) { Owner = Owner },
        new("join", "self, iterable, /", JoinAsync) { Owner = Owner },
        Method("ljust", "width, fillchar=, /", (m, s, a) => Pad(m, s, a[1], a[2], '<')),
        Method("lstrip", "chars=, /", (m, s, a) => Make(m, Strip(s.Value, a[1], "lstrip", true, false))),
        new("maketrans", "x, y=, z=, /", (m, a) => MakeTranslation(m, a)) { Owner = Owner },
        Method("replace", "old, new, count=, /", (m, s, a) => Replace(m, s.Value, a)),
        Method("rjust", "width, fillchar=, /", (m, s, a) => Pad(m, s, a[1], a[2], '>')),
        Method("rstrip", "chars=, /", (m, s, a) => Make(m, Strip(s.Value, a[1], "rstrip", false, true))),
        Method("strip", "chars=, /", (m, s, a) => Make(m, Strip(s.Value, a[1], "strip", true, true))),
        Method("removeprefix", "prefix, /", (m, s, a) => Arguments.Text(a[1], "removeprefix", 1) is var p && s.Value.StartsWith(p, StringComparison.Ordinal) ? Make(m, s.Value[p.Length..]) : s),
        Method("removesuffix", "suffix, /", (m, s, a) =>
            Arguments.Text(a[1], "removesuffix", 1) is { Length: > 0 } p && s.Value.EndsWith(p, StringComparison.Ordinal) ? Make(m, s.Value[..^p.Length]) : s),
        Method("translate", "table, /", Translate),
        Method("zfill", "width, /", (m, s, a) => ZFill(m, s, Arguments.Size(a[1]))),
    ];

    public static PyNative Method(string name, string parameters, Func<Machine, PyText, PyObject[], PyObject> body) =>
        new(name, "self, " + parameters, (m, a) => body(m, Of(a), a)) { Owner = Owner };

    public static PyText Make(Machine machine, string text) => Arguments.MakeText(machine, text);

    private static PyText Of(PyObject[] a) => (PyText)a[0];

    private static PyText Pad(Machine machine, PyText text, PyObject width, PyObject? fill, char align)
    {
        var filler = fill switch
        {
            null => " ",
            PyText { Length: 1 } one => one.Value,
            PyText => throw PyError.Type("The fill character must be exactly one character long"),
            _ => throw PyError.Type($"The fill character must be a unicode character, not {fill.Type.Name}"),
        };
        var size = Arguments.Size(width);
        var missing = Math.Max(0, size - text.Length);
        machine.Budget.AllocateText(Math.Max(size, 0));

        // Where a side must be longer, CPython's center puts it left for odd widths.
        var left = align switch { '<' => 0, '>' => missing, _ => (missing / 2) + (missing & size & 1) };
        return PyText.Of(string.Concat(Formatter.Repeat(filler, left), text.Value, Formatter.Repeat(filler, missing - left)));
    }

    private static PyText ZFill(Machine machine, PyText text, int width)
    {
        var missing = width - text.Length;
        if (missing <= 0)
        {
            return text;
        }

        machine.Budget.AllocateText(width);
        var sign = text.Value.Length > 0 && text.Value[0] is '+' or '-' ? 1 : 0;
        return PyText.Of(string.Concat(text.Value.AsSpan(0, sign), new string('0', missing), text.Value.AsSpan(sign)));
    }

    private static string ExpandTabs(Machine machine, string text, long size)
    {
        var output = new StringBuilder();
        var column = 0L;
        foreach (var c in text)
        {
            if (c != '\t')
            {
                output.Append(c);
                column = c is '\n' or '\r' ? 0 : column + 1;
            }
            else if (size > 0)
            {
                var blanks = size - (column % size);
                machine.Budget.AllocateText(blanks);
                output.Append(' ', (int)blanks);
                column += blanks;
            }
        }

        return output.ToString();
    }

    private static async ValueTask<PyObject> JoinAsync(Machine machine, PyObject[] a)
    {
        if (Iteration.TryOf(a[1]) is null)
        {
            throw PyError.Type("can only join an iterable");
        }

        var items = await Iteration.ToListAsync(machine, a[1]);
        var length = (long)Of(a).Value.Length * Math.Max(0, items.Count - 1);
        for (var i = 0; i < items.Count; i++)
        {
            length += items[i] is PyText part ? part.Value.Length : throw PyError.Type($"sequence item {i}: expected str instance, {items[i].Type.Name} found");
        }

        machine.Budget.AllocateText(length);
        return PyText.Of(string.Join(Of(a).Value, items.Select(i => ((PyText)i).Value)));
    }

    private static string Strip(string text, PyObject? characters, string name, bool left, bool right)
    {
        var set = characters switch
        {
            null or PyNone => null,
            PyText given => given.Value,
            _ => throw PyError.Type($"{name} arg must be None or str"),
        };
        bool IsStripped(char c) => set is null ? TextTraits.IsSpace(c) : set.Contains(c, StringComparison.Ordinal);
        var (start, end) = (0, text.Length);
        while (left && start < end && IsStripped(text[start]))
        {
            start++;
        }

        while (right && end > start && IsStripped(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    private static PyText Replace(Machine machine, string text, PyObject[] a)
    {
        var old = Arguments.Text(a[1], "replace", 1);
        var replacement = Arguments.Text(a[2], "replace", 2);
        var count = Arguments.Integer(a[3], -1);
        count = count < 0 ? long.MaxValue : count;
        var output = new StringBuilder();
        if (old.Length == 0)
        {
            Interleave(machine, PyText.Of(text), replacement, count, output);
            return Make(machine, output.ToString());
        }

        var at = 0;
        while (count-- > 0 && text.IndexOf(old, at, StringComparison.Ordinal) is >= 0 and var next)
        {
            machine.Step();
            machine.Budget.AllocateText(replacement.Length);
            output.Append(text, at, next - at).Append(replacement);
            at = next + old.Length;
        }

        output.Append(text, at, text.Length - at);
        return Make(machine, output.ToString());
    }

    // The empty text stands before every character and at the end.
    private static void Interleave(Machine machine, PyText text, string replacement, long count, StringBuilder output)
    {
        for (var i = 0; i <= text.Length; i++)
        {
            machine.Step();
            machine.Budget.AllocateText(count > 0 ? replacement.Length : 0);
            output.Append(count-- > 0 ? replacement : "").Append(i < text.Length ? text.Part(i, i + 1) : "");
        }
    }

    private static PyDict MakeTranslation(Machine machine, PyObject[] a)
    {
        var table = new PyDict();
        if (a[1] is null)
        {
            foreach (var (key, value) in (a[0] as PyDict ?? throw PyError.Type("if you give only one argument to maketrans it must be a dict")).Items)
            {
                table.Set(machine, key is PyText { Length: 1 } one ? CodeOf(one) : key, value);
            }

            return table;
        }

        var (from, to) = ((PyText)PyText.Of(Arguments.Text(a[0], "maketrans", 1)), (PyText)PyText.Of(Arguments.Text(a[1], "maketrans", 2)));
        if (from.Length != to.Length)
        {
            throw PyError.ValueOf("the first two maketrans arguments must have equal length");
        }

        for (var i = 0; i < from.Length; i++)
        {
            table.Set(machine, CodeOf(from.CharacterAt(i)), CodeOf(to.CharacterAt(i)));
        }

        var removed = a[2] is null ? PyText.Empty : PyText.Of(Arguments.Text(a[2], "maketrans", 3));
        for (var i = 0; i < removed.Length; i++)
        {
            table.Set(machine, CodeOf(removed.CharacterAt(i)), PyNone.Instance);
        }

        return table;
    }

    private static PyInteger CodeOf(PyText character) =>
        PyInteger.Of(character.Value.Length == 2 ? char.ConvertToUtf32(character.Value, 0) : character.Value[0]);

    private static PyText Translate(Machine machine, PyText text, PyObject[] a)
    {
        var table = a[1] as PyDict ?? throw PyError.Type($"'{a[1].Type.Name}' object is not subscriptable");
        var output = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            machine.Step();
            var character = text.CharacterAt(i);
            var part = table.Find(machine, CodeOf(character)) switch
            {
                null => character.Value,
                PyNone => "",
                PyText replacement => replacement.Value,
                PyInteger code => IntegerFormat.CodePoint(code.Value),
                _ => throw PyError.Type("character mapping must return integer, None or str"),
            };
            machine.Budget.AllocateText(part.Length);
            output.Append(part);
        }

        return PyText.Of(output.ToString());
    }
}
