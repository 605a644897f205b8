namespace Sdvp.Core.Programs.Viper.Values;

/// <summary>A module that programs may import. Immutable and shared.</summary>
internal sealed class PyModule(string name, Func<IEnumerable<KeyValuePair<string, PyObject>>> members) : PyObject
{
    private readonly Lazy<Dictionary<string, PyObject>> _members = new(() => new Dictionary<string, PyObject>(members(), StringComparer.Ordinal));

    public string Name => name;

    public override PyType Type => Types.Module;

    public override IEnumerable<string> DataNames => _members.Value.Keys;

    public override PyObject? FindData(string member) => _members.Value.GetValueOrDefault(member);
}
