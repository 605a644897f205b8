namespace Sdvp.Core.Programs.Viper.Values;

/// <summary>A type: its name, its methods, and the function that makes a value of it. Immutable and shared.</summary>
internal sealed class PyType(string name, Func<IEnumerable<PyNative>>? members = null, Func<PyNative>? constructor = null, PyType? parent = null) : PyObject
{
    private readonly Lazy<Dictionary<string, PyNative>> _members =
        new(() => (members?.Invoke() ?? []).ToDictionary(m => m.Name, StringComparer.Ordinal));

    private readonly Lazy<PyNative?> _constructor = new(() => constructor?.Invoke());

    public string Name => name;

    public PyType? Parent => parent;

    /// <summary>Null where programs cannot make a value of the type.</summary>
    public PyNative? Constructor => _constructor.Value;

    /// <summary>Where the type is from, as its representation shows it; empty for built-in types.</summary>
    public string Module { get; init; } = "";

    public override PyType Type => Types.Type;

    public IEnumerable<string> MemberNames => _members.Value.Keys.Concat(parent?.MemberNames ?? []);

    public PyNative? FindMember(string member) => _members.Value.TryGetValue(member, out var found) ? found : parent?.FindMember(member);

    public override PyObject? FindData(string name) => FindMember(name);

    public override IEnumerable<string> DataNames => MemberNames;

    public bool IsSubtypeOf(PyType other)
    {
        for (var type = this; type is not null; type = type.Parent)
        {
            if (type == other)
            {
                return true;
            }
        }

        return false;
    }
}
