using System.Collections.Frozen;

namespace Sdvp.Core.Programs.Viper.Values;

/// <summary>A module that programs may import. Immutable and shared.</summary>
internal sealed class PyModule(string name, IEnumerable<KeyValuePair<string, PyObject>> members) : PyObject
{
    private readonly FrozenDictionary<string, PyObject> _members = members.ToFrozenDictionary(StringComparer.Ordinal);

    public string Name => name;

    public override PyType Type => Types.Module;

    public override IEnumerable<string> DataNames => _members.Keys;

    public override PyObject? FindData(string member) => _members.GetValueOrDefault(member);
}
