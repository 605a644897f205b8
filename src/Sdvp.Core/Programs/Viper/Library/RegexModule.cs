using System.Text;
using System.Text.RegularExpressions;
using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Library;

/// <summary>The module <c>re</c>.</summary>
internal static class RegexModule
{
    private const long IgnoreCase = 2;
    private const long Multiline = 8;
    private const long DotAll = 16;
    private const long Verbose = 64;
    private const long Ascii = 256;

    private static readonly PyType ErrorType = MakeErrorType();

    public static IEnumerable<KeyValuePair<string, PyObject>> Members()
    {
        foreach (var (name, letter, flag) in new[]
        {
            ("IGNORECASE", "I", IgnoreCase), ("MULTILINE", "M", Multiline), ("DOTALL", "S", DotAll), ("VERBOSE", "X", Verbose), ("ASCII", "A", Ascii),
        })
        {
            yield return new(name, PyInteger.Of(flag));
            yield return new(letter, PyInteger.Of(flag));
        }

        yield return new("error", ErrorType);
        foreach (var function in Functions())
        {
            yield return new(function.Name, function);
        }
    }

    public static PyError Error(string message) => new(new PyException(ErrorType, [PyText.Of(message)]));

    private static PyType MakeErrorType()
    {
        PyType? type = null;
        type = new PyType("error", null, () => new PyNative("error", "*args", (_, a) => new PyException(type!, ((PyTuple)a[0]).Items)), ExceptionTypes.Of("Exception")) { Module = "re" };
        return type;
    }

    private static IEnumerable<PyNative> Functions() =>
    [
        new("compile", "pattern, flags=", (m, a) => Compile(m, a[0], a[1])),
        new("escape", "pattern", (m, a) => Arguments.MakeText(m, Escape(Arguments.Text(a[0], "escape", 1)))),
        new("findall", "pattern, string, flags=", (m, a) => RegexMembers.FindAll(m, Compile(m, a[0], a[2]), RegexMembers.Subject(a[1]))),
        new("finditer", "pattern, string, flags=", (m, a) =>
            Iteration.Of(new PyList([.. RegexMembers.Matches(m, Compile(m, a[0], a[2]), RegexMembers.Subject(a[1]))]))),
        new("fullmatch", "pattern, string, flags=", (m, a) => RegexMembers.FullMatch(m, Compile(m, a[0], a[2]), RegexMembers.Subject(a[1]))),
        new("match", "pattern, string, flags=", (m, a) => RegexMembers.Match(m, Compile(m, a[0], a[2]), RegexMembers.Subject(a[1]))),
        new("search", "pattern, string, flags=", (m, a) => RegexMembers.Search(m, Compile(m, a[0], a[2]), RegexMembers.Subject(a[1]))),
        new("split", "pattern, string, maxsplit=, flags=", (m, a) =>
            RegexMembers.Split(m, Compile(m, a[0], a[3]), RegexMembers.Subject(a[1]), Arguments.Integer(a[2], 0))),
        new("sub", "pattern, repl, string, count=, flags=", async (m, a) =>
            (await RegexMembers.SubAsync(m, Compile(m, a[0], a[4]), a[1], RegexMembers.Subject(a[2]), Arguments.Integer(a[3], 0))).Text),
        new("subn", "pattern, repl, string, count=, flags=", async (m, a) =>
        {
            var (text, count) = await RegexMembers.SubAsync(m, Compile(m, a[0], a[4]), a[1], RegexMembers.Subject(a[2]), Arguments.Integer(a[3], 0));
            return new PyTuple([text, PyInteger.Of(count)]);
        }),
    ];

    private static PyPattern Compile(Machine machine, PyObject pattern, PyObject? flags)
    {
        if (pattern is PyPattern ready)
        {
            return ready;
        }

        var text = pattern as PyText ?? throw PyError.Type("first argument must be string or compiled pattern");
        var bits = Arguments.Integer(flags, 0);
        var options = ((bits & IgnoreCase) != 0 ? RegexOptions.IgnoreCase : 0)
            | ((bits & Multiline) != 0 ? RegexOptions.Multiline : 0)
            | ((bits & DotAll) != 0 ? RegexOptions.Singleline : 0)
            | ((bits & Verbose) != 0 ? RegexOptions.IgnorePatternWhitespace : 0);

        // Making one costs as much as many steps, so that a loop that makes them ends in time.
        machine.Step(500 + (20 * text.Value.Length));
        machine.Budget.Allocate(100);
        return new PyPattern(text.Value, options);
    }

    private static string Escape(string text)
    {
        var output = new StringBuilder(text.Length * 2);
        foreach (var c in text)
        {
            _ = "()[]{}?*+-|^$\\.&~# \t\n\r\v\f".Contains(c, StringComparison.Ordinal) ? output.Append('\\').Append(c) : output.Append(c);
        }

        return output.ToString();
    }
}
