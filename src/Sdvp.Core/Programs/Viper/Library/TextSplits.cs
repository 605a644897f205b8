using System.Buffers;
using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Library;

/// <summary>Methods of texts that split.</summary>
internal static class TextSplits
{
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029");

    public static IEnumerable<PyNative> All() =>
    [
        TextMembers.Method("partition", "sep, /", (m, s, a) => Partition(m, s, a[1], isLast: false)),
        TextMembers.Method("rpartition", "sep, /", (m, s, a) => Partition(m, s, a[1], isLast: true)),
        TextMembers.Method("rsplit", "sep=, maxsplit=", (m, s, a) => Split(m, s.Value, a[1], Arguments.Integer(a[2], -1), fromRight: true)),
        TextMembers.Method("split", "sep=, maxsplit=", (m, s, a) => Split(m, s.Value, a[1], Arguments.Integer(a[2], -1), fromRight: false)),
        TextMembers.Method("splitlines", "keepends=", (m, s, a) => SplitLines(m, s.Value, Arguments.Truth(a[1]))),
    ];

    private static PyTuple Partition(Machine machine, PyText text, PyObject separator, bool isLast)
    {
        var sought = separator is PyText given ? given.Value : throw PyError.Type($"must be str, not {separator.Type.Name}");
        if (sought.Length == 0)
        {
            throw PyError.ValueOf("empty separator");
        }

        machine.Budget.AllocateText(text.Value.Length);
        var at = isLast ? text.Value.LastIndexOf(sought, StringComparison.Ordinal) : text.Value.IndexOf(sought, StringComparison.Ordinal);
        if (at < 0)
        {
            return new PyTuple(isLast ? [PyText.Empty, PyText.Empty, text] : [text, PyText.Empty, PyText.Empty]);
        }

        return new PyTuple([PyText.Of(text.Value[..at]), separator, PyText.Of(text.Value[(at + sought.Length)..])]);
    }

    private static PyList Split(Machine machine, string text, PyObject? separator, long maximum, bool fromRight)
    {
        maximum = maximum < 0 ? long.MaxValue : maximum;
        var parts = separator switch
        {
            null or PyNone => fromRight ? AtBlanksFromRight(machine, text, maximum) : AtBlanks(machine, text, maximum),
            PyText { Value: "" } => throw PyError.ValueOf("empty separator"),
            PyText given => fromRight ? AtFromRight(machine, text, given.Value, maximum) : At(machine, text, given.Value, maximum),
            _ => throw PyError.Type($"must be str or None, not {separator.Type.Name}"),
        };
        return new PyList(parts);
    }

    private static void Add(Machine machine, List<PyObject> parts, string part)
    {
        machine.Step();
        machine.Budget.AllocateText(part.Length);
        machine.Budget.Allocate(1);
        parts.Add(PyText.Of(part));
    }

    private static List<PyObject> At(Machine machine, string text, string separator, long maximum)
    {
        var parts = new List<PyObject>();
        var start = 0;
        while (parts.Count < maximum && text.IndexOf(separator, start, StringComparison.Ordinal) is >= 0 and var at)
        {
            Add(machine, parts, text[start..at]);
            start = at + separator.Length;
        }

        Add(machine, parts, text[start..]);
        return parts;
    }

    private static List<PyObject> AtFromRight(Machine machine, string text, string separator, long maximum)
    {
        var parts = new List<PyObject>();
        var end = text.Length;
        while (parts.Count < maximum && end > 0 && text[..end].LastIndexOf(separator, StringComparison.Ordinal) is >= 0 and var at)
        {
            machine.Step(end / 16);
            Add(machine, parts, text[(at + separator.Length)..end]);
            end = at;
        }

        Add(machine, parts, text[..end]);
        parts.Reverse();
        return parts;
    }

    private static List<PyObject> AtBlanks(Machine machine, string text, long maximum)
    {
        var parts = new List<PyObject>();
        var at = 0;
        while (true)
        {
            while (at < text.Length && TextTraits.IsSpace(text[at]))
            {
                at++;
            }

            if (at == text.Length)
            {
                return parts;
            }

            var start = at;
            if (parts.Count >= maximum)
            {
                Add(machine, parts, text[start..]);
                return parts;
            }

            while (at < text.Length && !TextTraits.IsSpace(text[at]))
            {
                at++;
            }

            Add(machine, parts, text[start..at]);
        }
    }

    private static List<PyObject> AtBlanksFromRight(Machine machine, string text, long maximum)
    {
        var parts = new List<PyObject>();
        var at = text.Length;
        while (true)
        {
            while (at > 0 && TextTraits.IsSpace(text[at - 1]))
            {
                at--;
            }

            if (at == 0)
            {
                break;
            }

            var end = at;
            if (parts.Count >= maximum)
            {
                Add(machine, parts, text[..end]);
                break;
            }

            while (at > 0 && !TextTraits.IsSpace(text[at - 1]))
            {
                at--;
            }

            Add(machine, parts, text[at..end]);
        }

        parts.Reverse();
        return parts;
    }

    private static PyList SplitLines(Machine machine, string text, bool keepEnds)
    {
        var parts = new List<PyObject>();
        var start = 0;
        while (start < text.Length)
        {
            var end = text.AsSpan(start).IndexOfAny(LineEnds);
            end = end < 0 ? text.Length : start + end;
            var next = end == text.Length ? end : end + (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1);
            Add(machine, parts, text[start..(keepEnds ? next : end)]);
            start = next;
        }

        return new PyList(parts);
    }
}
