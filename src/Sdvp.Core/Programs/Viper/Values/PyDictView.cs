namespace Sdvp.Core.Programs.Viper.Values;

/// <summary>Keys, values or items of a dict, as they are when they are looked at.</summary>
internal sealed class PyDictView(PyDict dict, DictViewKind kind) : PyObject
{
    public PyDict Dict => dict;

    public DictViewKind Kind => kind;

    public override PyType Type => kind switch
    {
        DictViewKind.Keys => Types.DictKeys,
        DictViewKind.Values => Types.DictValues,
        _ => Types.DictItems,
    };

    public override bool IsTrue => dict.Count > 0;

    public PyObject At(int place) => kind switch
    {
        DictViewKind.Keys => dict.KeyAt(place)!,
        DictViewKind.Values => dict.ValueAt(place),
        _ => new PyTuple([dict.KeyAt(place)!, dict.ValueAt(place)]),
    };
}
