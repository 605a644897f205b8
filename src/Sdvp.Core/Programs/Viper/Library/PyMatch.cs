using System.Text.RegularExpressions;
using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Library;

/// <summary>What a regular expression found.</summary>
internal sealed class PyMatch(PyPattern pattern, PyText text, Match match) : PyObject, IPyRepresentation, IPyIndexable
{
    public PyPattern Pattern => pattern;

    public override PyType Type => Types.Match;

    public override IEnumerable<string> DataNames => ["re", "string", "lastindex", "pos", "endpos"];

    public override PyObject? FindData(string name) => name switch
    {
        "re" => pattern,
        "string" => text,
        "pos" => PyInteger.Of(0),
        "endpos" => PyInteger.Of(text.Length),
        "lastindex" => LastIndex() is { } last ? PyInteger.Of(last) : PyNone.Instance,
        _ => null,
    };

    public string Represent(Machine machine) => $"<re.Match object; span=({Start(0)}, {End(0)}), match={TextRepr.Quote(match.Value)}>";

    public PyObject Index(Machine machine, PyObject key) => Group(machine, key, PyNone.Instance);

    public PyObject Group(Machine machine, PyObject key, PyObject missing) => GroupAt(machine, Number(key), missing);

    public PyObject GroupAt(Machine machine, int number, PyObject missing)
    {
        var group = match.Groups[number];
        return group.Success ? Arguments.MakeText(machine, group.Value) : missing;
    }

    public int Number(PyObject key)
    {
        var number = key switch
        {
            PyInteger integer => integer.Value,
            PyText name => pattern.Groups.ToList().IndexOf(name.Value),
            _ => -1,
        };
        return number >= 0 && number < pattern.Groups.Count ? (int)number : throw PyError.Index("no such group");
    }

    public int Start(int number) => match.Groups[number].Success ? text.IndexOf(match.Groups[number].Index) : -1;

    public int End(int number) => match.Groups[number].Success ? text.IndexOf(match.Groups[number].Index + match.Groups[number].Length) : -1;

    private int? LastIndex()
    {
        int? last = null;
        var end = -1;
        for (var i = 1; i < pattern.Groups.Count; i++)
        {
            var group = match.Groups[i];
            if (group.Success && group.Index + group.Length >= end && (last is null || group.Index + group.Length > end))
            {
                (last, end) = (i, group.Index + group.Length);
            }
        }

        return last;
    }
}
