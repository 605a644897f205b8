using System.Text;
using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Library;

/// <summary>Methods of patterns and matches; the functions of <c>re</c> are the same on a pattern made on the spot.</summary>
internal static class RegexMembers
{
    public static IEnumerable<PyNative> OfPattern() =>
    [
        Of("findall", "string", (m, p, a) => FindAll(m, p, Subject(a[1]))),
        Of("finditer", "string", (m, p, a) => Iteration.Of(new PyList([.. Matches(m, p, Subject(a[1]))]))),
        Of("fullmatch", "string", (m, p, a) => FullMatch(m, p, Subject(a[1]))),
        Of("match", "string", (m, p, a) => Match(m, p, Subject(a[1]))),
        Of("search", "string", (m, p, a) => Search(m, p, Subject(a[1]))),
        Of("split", "string, maxsplit=", (m, p, a) => Split(m, p, Subject(a[1]), Arguments.Integer(a[2], 0))),
        new("sub", "self, repl, string, count=", async (m, a) => (await SubAsync(m, (PyPattern)a[0], a[1], Subject(a[2]), Arguments.Integer(a[3], 0))).Text) { Owner = "Pattern" },
        new("subn", "self, repl, string, count=", async (m, a) =>
        {
            var (text, count) = await SubAsync(m, (PyPattern)a[0], a[1], Subject(a[2]), Arguments.Integer(a[3], 0));
            return new PyTuple([text, PyInteger.Of(count)]);
        }) { Owner = "Pattern" },
    ];

    public static IEnumerable<PyNative> OfMatch() =>
    [
        new("end", "self, group=, /", (_, a) => PyInteger.Of(Found(a).End(Found(a).Number(a[1] ?? PyInteger.Of(0))))) { Owner = "Match" },
        new("group", "self, /, *groups", (m, a) => Group(m, Found(a), ((PyTuple)a[1]).Items)) { Owner = "Match" },
        new("groupdict", "self, default=", (m, a) => GroupDict(m, Found(a), a[1] ?? PyNone.Instance)) { Owner = "Match" },
        new("groups", "self, default=", (m, a) => Groups(m, Found(a), a[1] ?? PyNone.Instance)) { Owner = "Match" },
        new("span", "self, group=, /", (_, a) =>
        {
            var number = Found(a).Number(a[1] ?? PyInteger.Of(0));
            return new PyTuple([PyInteger.Of(Found(a).Start(number)), PyInteger.Of(Found(a).End(number))]);
        }) { Owner = "Match" },
        new("start", "self, group=, /", (_, a) => PyInteger.Of(Found(a).Start(Found(a).Number(a[1] ?? PyInteger.Of(0))))) { Owner = "Match" },
    ];

    public static PyText Subject(PyObject value) =>
        value as PyText ?? throw PyError.Type($"expected string or bytes-like object, got '{value.Type.Name}'");

    public static PyObject Search(Machine machine, PyPattern pattern, PyText text) =>
        pattern.Find(machine, text.Value, 0) is { } match ? new PyMatch(pattern, text, match) : PyNone.Instance;

    // The first match is the leftmost one: if any begins at the start, this one does.
    public static PyObject Match(Machine machine, PyPattern pattern, PyText text) =>
        pattern.Anchored.Find(machine, text.Value, 0) is { } match ? new PyMatch(pattern, text, match) : PyNone.Instance;

    public static PyObject FullMatch(Machine machine, PyPattern pattern, PyText text) =>
        pattern.Full.Find(machine, text.Value, 0) is { } match ? new PyMatch(pattern, text, match) : PyNone.Instance;

    public static IEnumerable<PyObject> Matches(Machine machine, PyPattern pattern, PyText text)
    {
        var last = pattern.Find(machine, text.Value, 0);
        while (last is not null)
        {
            machine.Budget.Allocate(4);
            yield return new PyMatch(pattern, text, last);
            last = pattern.Next(machine, text.Value, last);
        }
    }

    public static PyList FindAll(Machine machine, PyPattern pattern, PyText text)
    {
        var found = new List<PyObject>();
        foreach (PyMatch match in Matches(machine, pattern, text).Cast<PyMatch>())
        {
            found.Add(pattern.Groups.Count switch
            {
                1 => match.GroupAt(machine, 0, PyText.Empty),
                2 => match.GroupAt(machine, 1, PyText.Empty),
                _ => Groups(machine, match, PyText.Empty),
            });
        }

        return new PyList(found);
    }

    public static PyList Split(Machine machine, PyPattern pattern, PyText text, long maximum)
    {
        var parts = new List<PyObject>();
        var start = 0;
        var count = 0;
        foreach (PyMatch match in Matches(machine, pattern, text).Cast<PyMatch>())
        {
            if (maximum > 0 && count >= maximum)
            {
                break;
            }

            count++;
            parts.Add(Arguments.MakeText(machine, text.Part(start, match.Start(0))));
            for (var i = 1; i < pattern.Groups.Count; i++)
            {
                parts.Add(match.GroupAt(machine, i, PyNone.Instance));
            }

            start = match.End(0);
        }

        parts.Add(Arguments.MakeText(machine, text.Part(start, text.Length)));
        return new PyList(parts);
    }

    public static async ValueTask<(PyText Text, int Count)> SubAsync(Machine machine, PyPattern pattern, PyObject replacement, PyText text, long maximum)
    {
        var output = new StringBuilder();
        var (start, count) = (0, 0);
        var template = replacement is PyText given ? new RegexTemplate(given.Value, pattern) : null;
        foreach (PyMatch match in Matches(machine, pattern, text).Cast<PyMatch>())
        {
            if (maximum > 0 && count >= maximum)
            {
                break;
            }

            count++;
            output.Append(text.Part(start, match.Start(0)));
            var part = template is not null ? template.Expand(machine, match)
                : await machine.CallAsync(replacement, match) is var made && made is PyText own ? own.Value
                : throw PyError.Type($"expected str instance, {made.Type.Name} found");
            machine.Budget.AllocateText(part.Length);
            output.Append(part);
            start = match.End(0);
        }

        output.Append(text.Part(start, text.Length));
        return (Arguments.MakeText(machine, output.ToString()), count);
    }

    private static PyNative Of(string name, string parameters, Func<Machine, PyPattern, PyObject[], PyObject> body) =>
        new(name, "self, " + parameters, (m, a) => body(m, (PyPattern)a[0], a)) { Owner = "Pattern" };

    private static PyMatch Found(PyObject[] a) => (PyMatch)a[0];

    private static PyObject Group(Machine machine, PyMatch match, PyObject[] keys) => keys.Length switch
    {
        0 => match.GroupAt(machine, 0, PyNone.Instance),
        1 => match.Group(machine, keys[0], PyNone.Instance),
        _ => new PyTuple([.. keys.Select(k => match.Group(machine, k, PyNone.Instance))]),
    };

    private static PyTuple Groups(Machine machine, PyMatch match, PyObject missing) =>
        new([.. Enumerable.Range(1, match.Pattern.Groups.Count - 1).Select(i => match.GroupAt(machine, i, missing))]);

    private static PyDict GroupDict(Machine machine, PyMatch match, PyObject missing)
    {
        var dict = new PyDict();
        for (var i = 1; i < match.Pattern.Groups.Count; i++)
        {
            if (match.Pattern.Groups[i] is { } name)
            {
                dict.Set(machine, PyText.Of(name), match.GroupAt(machine, i, missing));
            }
        }

        return dict;
    }
}
